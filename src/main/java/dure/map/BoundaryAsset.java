package dure.map;

import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The drawing as a file beside the pages: its address carries the hash of its content, so a browser asks for it once. */
@Controller
class BoundaryAsset {
    private static final MediaType SVG = MediaType.parseMediaType("image/svg+xml;charset=UTF-8");

    private final Boundaries boundaries;

    BoundaryAsset(Boundaries boundaries) {
        this.boundaries = boundaries;
    }

    @GetMapping("/assets/boundaries-{hash}.svg")
    ResponseEntity<String> drawing(@PathVariable String hash) {
        var address = "/assets/boundaries-" + hash + ".svg";
        return boundaries
                .map()
                .filter(map -> map.href().equals(address))
                .map(map -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(365))
                                .cachePublic()
                                .immutable())
                        .contentType(SVG)
                        .body(boundaries.drawing()))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
