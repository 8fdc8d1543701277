package dure.access;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where this installation is found: what is sent out by mail has whole addresses. */
@Component
public class Address {
    private final AccessSettings settings;

    Address(AccessSettings settings) {
        this.settings = settings;
    }

    /** As the setting says it, for what is sent without anybody's asking; empty where it is not set. */
    public Optional<String> configured(String path) {
        return Optional.ofNullable(settings.address())
                .map(address -> address.toString().replaceAll("/+$", "") + path);
    }

    /** As the setting says it, else as whoever asks has reached it. */
    String of(String path) {
        return configured(path)
                .orElseGet(() -> ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path(path)
                        .toUriString());
    }
}
