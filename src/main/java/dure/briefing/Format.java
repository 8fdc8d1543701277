package dure.briefing;

import dure.document.Document;
import dure.document.Documents;

/** 서식 of a document that is made. */
public enum Format {
    PDF,
    HWPX;

    byte[] bytes(Documents documents, Document document) {
        return switch (this) {
            case PDF -> documents.pdf(document);
            case HWPX -> documents.hwpx(document);
        };
    }

    public String type() {
        return switch (this) {
            case PDF -> Documents.PDF;
            case HWPX -> Documents.HWPX;
        };
    }

    public String ending() {
        return switch (this) {
            case PDF -> "pdf";
            case HWPX -> "hwpx";
        };
    }
}
