package dure.access;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where this installation is found: what is sent out by mail has whole addresses. */
@Component
class Address {
    private final AccessSettings settings;

    Address(AccessSettings settings) {
        this.settings = settings;
    }

    /** As the setting says it, else as whoever asks has reached it. */
    String of(String path) {
        var configured = settings.address();
        return configured == null
                ? ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path(path)
                        .toUriString()
                : configured.toString().replaceAll("/+$", "") + path;
    }
}
