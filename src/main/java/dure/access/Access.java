package dure.access;

import dure.region.MunicipalityCode;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/** The door to who is asking and what they may do. */
@Service
public class Access {
    private static final ScopedValue<Viewer> ACTING = ScopedValue.newInstance();

    private final ViewerSource source;
    private final ObjectProvider<AccessStore> accounts;

    /** @param accounts asked late: the database asks this class before any account can be read */
    Access(ViewerSource source, ObjectProvider<AccessStore> accounts) {
        this.source = source;
        this.accounts = accounts;
    }

    /**
     * Who asked, for work that goes on without the request: with the reach of then and of now, whichever is less. An
     * account that was disabled or lost its roles meanwhile reaches nothing.
     *
     * @param name as it is written beside what is recorded
     */
    public Viewer again(UUID account, String name, Reach reads, Powers powers) {
        var now = accounts.getObject().account(account).map(Account::viewer).orElse(Viewer.PUBLIC);
        return new Viewer(
                name,
                account,
                now.roles(),
                now.reads().within(reads),
                now.powers().within(powers));
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

    /** @throws AccessDeniedException if the viewer may not do it there */
    public Viewer require(Permission permission, MunicipalityCode municipality) {
        var viewer = viewer();
        if (!viewer.may(permission, municipality)) {
            throw new AccessDeniedException(permission.text() + " is not allowed for municipality " + municipality);
        }
        return viewer;
    }

    /** @throws AccessDeniedException if the viewer may do it nowhere */
    public Viewer require(Permission permission) {
        var viewer = viewer();
        if (!viewer.may(permission)) {
            throw new AccessDeniedException(permission.text() + " is not allowed");
        }
        return viewer;
    }
}
