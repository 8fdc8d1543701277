package dure.access;

import dure.region.MunicipalityCode;
import dure.web.Crumb;
import dure.web.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.ModelAndView;

/**
 * 내려받기: files with personal or unpublished data. First a page asks what for; the file is given together with its row in the
 * access log, or not at all.
 */
@Component
public class Downloads {
    /** A word is no reason; a longer text belongs into a document. */
    private static final int SHORTEST_REASON = 5;

    private static final int LONGEST_REASON = 300;

    private final AccessLog log;

    Downloads(AccessLog log) {
        this.log = log;
    }

    /**
     * The page that asks.
     *
     * @param title what will be downloaded, in the reader's language
     * @param action where the form is sent
     * @param fields what else is sent with it: the question whose answer is wanted
     * @param crumbs the way back
     */
    public record Form(
            String title,
            String action,
            Map<String, String> fields,
            List<Crumb> crumbs,
            @Nullable Refusal fault) {
        public Form(String title, String action, Map<String, String> fields, List<Crumb> crumbs) {
            this(title, action, fields, crumbs, null);
        }

        public int longest() {
            return LONGEST_REASON;
        }
    }

    /**
     * What is given.
     *
     * @param municipality whose log tells of it; null: the operator's
     * @param persons whose data are in it
     */
    public record File(
            String name,
            MediaType type,
            byte[] content,
            @Nullable MunicipalityCode municipality,
            List<UUID> persons,
            int records) {}

    public ModelAndView ask(Form form) {
        return new ModelAndView(
                "access/purpose",
                Map.of("form", form),
                form.fault() == null ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
    }

    /** @throws Refusal where no reason is given; ask it before the file is made */
    public static String reason(@Nullable String reason) {
        var given = reason == null ? "" : reason.strip();
        if (given.length() < SHORTEST_REASON || given.length() > LONGEST_REASON) {
            throw Refusal.of(
                    new Refusal.Field("reason", "access.download.reason.form", SHORTEST_REASON, LONGEST_REASON));
        }
        return given;
    }

    @Transactional
    public ResponseEntity<byte[]> give(File file, @Nullable String reason) {
        log.write(Deed.of(Action.DOWNLOAD, file.municipality())
                .about(file.persons())
                .records(file.records())
                .because(reason(reason))
                .detail(file.name()));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .contentType(file.type())
                .body(file.content());
    }
}
