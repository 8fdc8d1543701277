package dure.access;

import java.util.Optional;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The viewer of the current request, from Spring Security's context. */
@Component
class ViewerSource {
    Optional<Viewer> ofRequest() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null) {
            return Optional.empty();
        }
        if (authentication instanceof AnonymousAuthenticationToken) {
            return Optional.of(Viewer.PUBLIC);
        }
        return authentication.getDetails() instanceof Viewer viewer ? Optional.of(viewer) : Optional.of(Viewer.PUBLIC);
    }
}
