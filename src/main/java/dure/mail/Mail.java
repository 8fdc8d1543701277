package dure.mail;

import jakarta.mail.MessagingException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailException;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Service;

/** The door to e-mail: plain text to one address (spring.mail.host says by which server). */
@Service
public class Mail {
    private static final Logger log = LoggerFactory.getLogger(Mail.class);

    private final ObjectProvider<JavaMailSender> sender;
    private final MailSettings settings;

    Mail(ObjectProvider<JavaMailSender> sender, MailSettings settings) {
        this.sender = sender;
        this.settings = settings;
    }

    /**
     * Waits for the server's answer, so not within a transaction that others wait for.
     *
     * @return false where it did not go out: there is no mail server, or it refused
     */
    public boolean send(String to, String subject, String text) {
        var by = sender.getIfAvailable();
        if (by == null) {
            return false;
        }
        var mail = new SimpleMailMessage();
        mail.setFrom(settings.from());
        mail.setTo(to);
        // A subject often names what somebody typed: a line break in it would begin a head of its own.
        mail.setSubject(subject.replaceAll("\\p{Cntrl}+", " "));
        mail.setText(text);
        try {
            by.send(mail);
            return true;
        } catch (MailException e) {
            // The message of a refusal repeats the address that it is about.
            log.warn("A mail could not be sent: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    /** A file that goes with a mail. */
    public record Attachment(String name, String type, byte[] content) {}

    /** The same with files. */
    public boolean send(String to, String subject, String text, List<Attachment> files) {
        var by = sender.getIfAvailable();
        if (by == null) {
            return false;
        }
        try {
            var message = by.createMimeMessage();
            var mail = new MimeMessageHelper(message, !files.isEmpty(), "UTF-8");
            mail.setFrom(settings.from());
            mail.setTo(to);
            mail.setSubject(subject.replaceAll("\\p{Cntrl}+", " "));
            mail.setText(text);
            for (var file : files) {
                mail.addAttachment(file.name(), new ByteArrayResource(file.content()), file.type());
            }
            by.send(message);
            return true;
        } catch (MessagingException | MailException e) {
            log.warn("A mail could not be sent: {}", e.getClass().getSimpleName());
            return false;
        }
    }
}
