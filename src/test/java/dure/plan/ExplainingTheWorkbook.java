package dure.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The guide and the notes in the workbook are one text: whoever changes a note changes the guide. */
class ExplainingTheWorkbook {
    @ParameterizedTest
    @CsvSource({"docs/workbook.md,en", "docs/ko/workbook.md,ko"})
    void the_guide_has_every_item_and_column_with_its_note(Path guide, Locale language) throws IOException {
        var text = Files.readString(guide);
        for (var field : PlanField.values()) {
            var note = Workbooks.WORDS.say("plan.workbook." + field.name(), language);
            assertThat(text).contains("| " + field.column().name() + " |").contains("| " + note + " |");
        }
    }
}
