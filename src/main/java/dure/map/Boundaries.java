package dure.map;

import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * The door to the operator's boundaries: read once, at the start, from the file that a setting names. A file that
 * cannot be used ends the start with a sentence; without the setting there is none.
 */
@Service
public class Boundaries {
    private static final Logger log = LoggerFactory.getLogger(Boundaries.class);

    private final @Nullable BoundaryMap map;
    private final String drawing;

    Boundaries(MapSettings settings, Municipalities municipalities) {
        var file = settings.boundaries();
        if (file == null) {
            this.map = null;
            this.drawing = "";
            return;
        }
        var shapes =
                new WhoseShape(municipalities).assign(file.toString(), BoundaryFile.read(file), settings.property());
        var sheet = Drawing.around(shapes);
        this.drawing = draw(sheet, shapes);
        this.map = new BoundaryMap(
                "/assets/boundaries-" + hash(drawing) + ".svg", Drawing.WIDTH, sheet.height(), shapes.keySet());
        log.info("Drew the boundaries of {} municipalities from {}", shapes.size(), file);
    }

    /** Empty where no file was named. */
    public Optional<BoundaryMap> map() {
        return Optional.ofNullable(map);
    }

    String drawing() {
        return drawing;
    }

    private static String draw(Drawing sheet, Map<MunicipalityCode, List<Shape>> shapes) {
        return shapes.entrySet().stream()
                .map(one -> "<path id=\"%s\" d=\"%s\"/>"
                        .formatted(BoundaryMap.id(one.getKey()), sheet.path(one.getValue())))
                .collect(Collectors.joining(
                        "\n",
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" fill-rule=\"evenodd\">\n"
                                .formatted(Drawing.WIDTH, sheet.height()),
                        "\n</svg>\n"));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
