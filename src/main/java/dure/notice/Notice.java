package dure.notice;

import dure.web.Wording;
import java.util.function.Function;

/**
 * Something that waits for whoever reads it.
 *
 * @param urgent late, or sent back: before all others
 * @param sentence in the reader's language
 * @param href where it is done
 */
public record Notice(boolean urgent, Function<Wording, String> sentence, String href) {}
