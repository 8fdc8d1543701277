package dure;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.List;

/** A real mail server for all tests, on a port that was free. */
public final class TestMail {
    private static final GreenMail SERVER =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());

    static {
        SERVER.start();
    }

    private TestMail() {}

    static int port() {
        return SERVER.getSmtp().getPort();
    }

    /** The newest that went to this address. */
    public static MimeMessage newestTo(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(message -> to(message).equals(address))
                .reduce((one, next) -> next)
                .orElseThrow(() -> new AssertionError("No mail went to " + address));
    }

    /** All that went to this address, the oldest first. */
    public static List<MimeMessage> allTo(String address) {
        return Arrays.stream(SERVER.getReceivedMessages())
                .filter(message -> to(message).equals(address))
                .toList();
    }

    private static String to(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
