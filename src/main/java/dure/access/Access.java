package dure.access;

import dure.region.MunicipalityCode;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** The door to who is asking and what they may do. */
@Service
public class Access {
    private static final ScopedValue<Viewer> ACTING = ScopedValue.newInstance();

    private final ViewerSource source;

    Access(ViewerSource source) {
        this.source = source;
    }

    /** Who is asking: whoever this work was bound to, else the request's account, else the public. */
    public Viewer viewer() {
        return bound().orElse(Viewer.PUBLIC);
    }

    /** Empty outside requests and bound work: the database then shows no rows at all, disclosed or not. */
    Optional<Viewer> bound() {
        return ACTING.isBound() ? Optional.of(ACTING.get()) : source.ofRequest();
    }

    /** Does the work in the name of this viewer; for jobs and tests, that no request stands behind. */
    public static <T> T as(Viewer viewer, Callable<T> work) {
        try {
            return ScopedValue.where(ACTING, viewer).call(work::call);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws AccessDeniedException if the viewer may not write here */
    public Viewer requireWriter(MunicipalityCode municipality) {
        var viewer = viewer();
        if (!viewer.writes().includes(municipality)) {
            throw new AccessDeniedException("This account may not write for municipality " + municipality);
        }
        return viewer;
    }

    /** @throws AccessDeniedException if the viewer does not have the role */
    public Viewer requireRole(Role role) {
        var viewer = viewer();
        if (!viewer.is(role)) {
            throw new AccessDeniedException("This needs the role " + role);
        }
        return viewer;
    }
}
