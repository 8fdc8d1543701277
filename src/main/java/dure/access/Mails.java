package dure.access;

import dure.mail.Mail;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What this module sends by e-mail. */
@Component
class Mails {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Seoul"));

    private final Mail mail;
    private final MessageSource messages;

    Mails(Mail mail, MessageSource messages) {
        this.mail = mail;
        this.messages = messages;
    }

    /**
     * An invitation with its link, in the language of whoever invites.
     *
     * @return false where it did not go out: there is no mail server, or it refused
     */
    boolean invite(Invitation.Sent invitation, String link) {
        return mail.send(
                invitation.email(),
                text("access.invitation.mail.subject"),
                text("access.invitation.mail.text", invitation.name(), link, DAY.format(invitation.expiresAt())));
    }

    private String text(String key, Object... arguments) {
        Locale language = LocaleContextHolder.getLocale();
        return Objects.requireNonNull(messages.getMessage(key, arguments, language));
    }
}
