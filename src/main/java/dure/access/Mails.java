package dure.access;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** What goes out by e-mail, where a mail server is set (spring.mail.host). */
@Component
class Mails {
    private static final Logger log = LoggerFactory.getLogger(Mails.class);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Seoul"));

    private final ObjectProvider<JavaMailSender> sender;
    private final AccessSettings settings;
    private final MessageSource messages;

    Mails(ObjectProvider<JavaMailSender> sender, AccessSettings settings, MessageSource messages) {
        this.sender = sender;
        this.settings = settings;
        this.messages = messages;
    }

    /**
     * An invitation with its link, in the language of whoever invites.
     *
     * @return false where it did not go out: there is no mail server, or it refused
     */
    boolean invite(Invitation.Sent invitation, String link) {
        var by = sender.getIfAvailable();
        if (by == null) {
            return false;
        }
        var mail = new SimpleMailMessage();
        mail.setFrom(settings.mailFrom());
        mail.setTo(invitation.email());
        mail.setSubject(text("access.invitation.mail.subject"));
        mail.setText(text("access.invitation.mail.text", invitation.name(), link, DAY.format(invitation.expiresAt())));
        try {
            by.send(mail);
            return true;
        } catch (MailException e) {
            log.warn("An invitation could not be sent: {}", e.getMessage());
            return false;
        }
    }

    private String text(String key, Object... arguments) {
        Locale language = LocaleContextHolder.getLocale();
        return Objects.requireNonNull(messages.getMessage(key, arguments, language));
    }
}
