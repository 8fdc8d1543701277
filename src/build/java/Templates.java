import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Path;

/** Run by Maven (generate-sources): page templates to Java sources, each into the package of its module. */
class Templates {
    public static void main(String[] args) {
        // The package is the modules' own: a template may so use its module's package-private view records.
        var engine = TemplateEngine.create(
                new DirectoryCodeResolver(Path.of(args[0])), Path.of(args[1]), ContentType.Html, null, "dure");
        engine.setTrimControlStructures(true);
        engine.generateAll();
    }
}
