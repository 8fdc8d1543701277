package dure.document;

import org.springframework.stereotype.Service;

/**
 * The door to documents: PDF to be read and printed (PDF/A-2u with the structure that readers for the blind follow), and
 * HWPX to be written on in Hangul. The same document gives the same bytes.
 */
@Service
public class Documents {
    public static final String PDF = "application/pdf";
    /** As Hancom registered it. */
    public static final String HWPX = "application/hwp+zip";

    private final PdfOfADocument pdf = new PdfOfADocument();

    Documents() {}

    public byte[] pdf(Document document) {
        return pdf.bytes(document);
    }

    public byte[] hwpx(Document document) {
        return new HwpxOfADocument(document).bytes();
    }
}
