package dure.plan;

import dure.finding.Finding;
import dure.finding.Text;
import dure.sheet.Reading;
import dure.sheet.Sheets;
import dure.sheet.Workbook;
import java.util.List;
import java.util.Locale;
import org.springframework.context.support.ResourceBundleMessageSource;

/** What tests of workbooks share. */
final class Workbooks {
    static final ResourceBundleMessageSource MESSAGES = messages();
    static final PlanWords WORDS = new PlanWords(MESSAGES);

    private Workbooks() {}

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/finding", "messages/sheet", "messages/plan", "messages/ledger");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    static PlanWorkbook empty() {
        return new PlanWorkbook(WORDS, Locale.KOREAN);
    }

    static Workbook read(byte[] content) {
        return switch (Sheets.read("계획.xlsx", content)) {
            case Reading.Read read -> read.workbook();
            case Reading.Refused refused -> throw new AssertionError(refused.finding());
        };
    }

    static Workbook read(PlanWorkbook workbook) {
        return read(workbook.bytes());
    }

    static String say(Text text) {
        return MESSAGES.getMessage(text.key(), text.values().toArray(), Locale.KOREAN);
    }

    /** Place, message and fix, as a page shows them. */
    static List<String> say(List<Finding> findings) {
        return findings.stream()
                .map(finding ->
                        (finding.place() == null ? "" : say(finding.place().text()) + ": ")
                                + say(finding.message())
                                + (finding.fix() == null ? "" : " → " + say(finding.fix())))
                .toList();
    }
}
