import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run by Maven after the CycloneDX plugin: adds to its bill of materials what the front end's lock file names and what was
 * taken into the sources, writes the licences of all parts as text, and ends the build on one that is not on the list.
 *
 * <p>Arguments: the bill, package-lock.json, the further parts, the list of licences, the text to write.
 */
class Parts {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An alternative of licences: one of them suffices. */
    record Part(String name, String version, List<String> licences) {}

    public static void main(String[] args) throws IOException {
        var bill = Path.of(args[0]);
        var root = (ObjectNode) JSON.readTree(Files.readString(bill));
        var components = (ArrayNode) root.withArray("components");
        addFrontEnd(components, JSON.readTree(Files.readString(Path.of(args[1]))));
        addOthers(components, JSON.readTree(Files.readString(Path.of(args[2]))));
        Files.writeString(bill, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");

        var parts = new TreeMap<String, Part>();
        for (var component : components) {
            if (component.path("scope").asString("required").equals("excluded")) {
                continue; // at build only
            }
            var part = part(component);
            parts.put(part.name() + " " + part.version(), part);
        }
        Files.writeString(Path.of(args[4]), text(parts.values().stream().toList()));
        var refused = refused(parts.values().stream().toList(), allowed(Path.of(args[3])));
        if (!refused.isEmpty()) {
            System.err.println("Licences that licenses/allowed.txt does not name: " + refused);
            System.exit(1);
        }
    }

    private static void addFrontEnd(ArrayNode components, JsonNode lock) {
        for (var one : lock.path("packages").properties()) {
            var name = one.getKey().replaceFirst("^.*node_modules/", "");
            if (name.isEmpty()) {
                continue;
            }
            var built = name.equals("esbuild") || name.startsWith("@esbuild/");
            var part = component(name, one.getValue().path("version").asString(), built ? "excluded" : "required");
            part.put(
                    "purl",
                    "pkg:npm/" + name.replace("@", "%40") + "@"
                            + part.path("version").asString());
            licence(part, one.getValue().path("license").asString(""));
            components.add(part);
        }
    }

    private static void addOthers(ArrayNode components, JsonNode others) {
        for (var one : others) {
            var part =
                    component(one.path("name").asString(), one.path("version").asString(), "required");
            licence(part, one.path("licence").asString());
            components.add(part);
        }
    }

    private static ObjectNode component(String name, String version, String scope) {
        var part = JSON.createObjectNode();
        part.put("type", "library");
        part.put("name", name);
        part.put("version", version);
        part.put("scope", scope);
        return part;
    }

    private static void licence(ObjectNode part, String expression) {
        if (!expression.isEmpty()) {
            part.withArray("licenses").addObject().put("expression", expression);
        }
    }

    private static Part part(JsonNode component) {
        var group = component.path("group").asString("");
        var licences = new ArrayList<String>();
        for (var one : component.path("licenses")) {
            var licence = one.path("license");
            var said = one.has("expression")
                    ? one.path("expression").asString()
                    : licence.has("id")
                            ? licence.path("id").asString()
                            : licence.path("name").asString("");
            licences.addAll(Arrays.asList(said.replaceAll("[()]", "").split(" (?:OR|or) ")));
        }
        return new Part(
                (group.isEmpty() ? "" : group + ":") + component.path("name").asString(),
                component.path("version").asString(),
                licences);
    }

    /** One licence a line, its reason behind a #; what a part calls it otherwise stands there too. */
    private static Map<String, String> allowed(Path list) throws IOException {
        var allowed = new LinkedHashMap<String, String>();
        for (var line : Files.readAllLines(list)) {
            var parts = line.split("#", 2);
            if (!parts[0].isBlank()) {
                allowed.put(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "");
            }
        }
        return allowed;
    }

    private static List<String> refused(List<Part> parts, Map<String, String> allowed) {
        return parts.stream()
                .filter(part -> part.licences().stream().noneMatch(allowed::containsKey))
                .map(part -> part.name() + " " + part.version() + " " + part.licences())
                .toList();
    }

    private static String text(List<Part> parts) {
        var text = new StringBuilder(
                "Parts of Dure that others wrote, and their licences. One of several licences suffices.\n\n");
        parts.forEach(part -> text.append(
                "%s %s: %s\n".formatted(part.name(), part.version(), String.join(" or ", part.licences()))));
        return text.toString();
    }
}
