package dure.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The wording of a request, for answers that are no pages. */
@Component
public class Wordings {
    private final MessageSource messages;
    private final Language language;

    Wordings(MessageSource messages, Language language) {
        this.messages = messages;
        this.language = language;
    }

    public Wording of(HttpServletRequest request) {
        return new Wording(messages, language.resolveLocale(request));
    }
}
