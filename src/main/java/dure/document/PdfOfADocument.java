package dure.document;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.render.RenderingContext;
import com.openhtmltopdf.util.XRLog;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.awt.Shape;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** A document as PDF, by way of a page of its own that no browser sees (jte/document/paper.jte). */
final class PdfOfADocument {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    static {
        // It would write every step of a page's layout; what is wrong with a page is thrown.
        XRLog.setLoggingEnabled(false);
    }

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dure");
    private final String style = style();

    private static String style() {
        try (var in = PdfOfADocument.class.getResourceAsStream("/document/paper.css")) {
            return new String(java.util.Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes(Document document) {
        var page = new StringOutput();
        templates.render("document/paper.jte", Map.of("document", document, "style", style), page);
        var drawings = new ArrayList<Drawing>();
        document.blocks().stream()
                .filter(Block.Picture.class::isInstance)
                .map(block -> ((Block.Picture) block).drawing())
                .forEach(drawings::add);
        var builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_U);
        builder.usePdfUaAccessibility(true);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        builder.withProducer("Dure");
        builder.useFont(Fonts.REGULAR::open, Fonts.FAMILY, 400, FontStyle.NORMAL, true);
        builder.useFont(Fonts.BOLD::open, Fonts.FAMILY, 700, FontStyle.NORMAL, true);
        // Nothing is fetched, from whichever address somebody might have written into a text.
        builder.useUriResolver((base, address) -> null);
        builder.useObjectDrawerFactory(new Pictures(drawings));
        builder.withHtmlContent(page.toString(), "about:blank");
        try (var renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            var made = renderer.getPdfDocument();
            settle(made, document);
            var bytes = new ByteArrayOutputStream();
            made.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What would otherwise be of the moment: dates and the file's number are of the document. */
    private static void settle(PDDocument made, Document document) throws IOException {
        var day = GregorianCalendar.from(
                document.date().atTime(LocalTime.MIDNIGHT).atZone(SEOUL));
        var info = made.getDocumentInformation();
        var before = info.getCreationDate();
        info.setCreationDate(day);
        info.setModificationDate(day);
        made.setDocumentId((long) document.hashCode());
        var metadata = made.getDocumentCatalog().getMetadata();
        if (metadata != null && before != null) {
            var text = new String(metadata.toByteArray(), StandardCharsets.UTF_8)
                    .replaceAll(
                            "(<xmp:(?:Create|Modify|Metadata)Date>)[^<]*(</)",
                            "$1" + document.date() + "T00:00:00+09:00$2");
            made.getDocumentCatalog()
                    .setMetadata(new PDMetadata(made, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** The n-th picture of the document, where the page has {@code <object data="n">}. */
    private record Pictures(List<Drawing> drawings) implements FSObjectDrawerFactory, FSObjectDrawer {
        @Override
        public @Nullable FSObjectDrawer createDrawer(Element element) {
            return isReplacedObject(element) ? this : null;
        }

        @Override
        public boolean isReplacedObject(Element element) {
            return element.getTagName().equals("object");
        }

        @Override
        public @Nullable Map<Shape, String> drawObject(
                Element element,
                double x,
                double y,
                double width,
                double height,
                OutputDevice device,
                RenderingContext context,
                int dotsPerPixel) {
            var drawing = drawings.get(Integer.parseInt(element.getAttribute("data")));
            device.drawWithGraphics((float) x, (float) y, (float) width, (float) height, canvas -> {
                canvas.scale(width / dotsPerPixel / Drawing.WIDTH, height / dotsPerPixel / Drawing.HEIGHT);
                Painter.paint(drawing, canvas);
            });
            return null;
        }
    }
}
