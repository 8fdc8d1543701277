package dure.council;

import dure.access.Access;
import dure.access.Permission;
import dure.mail.Mail;
import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * 소집 통지 by e-mail: when, where, what is on the agenda, and the papers. Not in a transaction, since a mail server takes its
 * time; what went out is written down after it.
 */
@Component
class CallingByMail {
    /** In sum; beyond it the papers are read in the application. Most mail servers refuse much more. */
    private static final int MOST_ATTACHED = 15_000_000;

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd (E) HH:mm").withZone(Meeting.SEOUL);

    private final Sittings sittings;
    private final Meetings meetings;
    private final Councils councils;
    private final Municipalities municipalities;
    private final Mail mail;
    private final MessageSource messages;
    private final Access access;
    private final Clock clock;

    CallingByMail(
            Sittings sittings,
            Meetings meetings,
            Councils councils,
            Municipalities municipalities,
            Mail mail,
            MessageSource messages,
            Access access,
            Clock clock) {
        this.sittings = sittings;
        this.meetings = meetings;
        this.councils = councils;
        this.municipalities = municipalities;
        this.mail = mail;
        this.messages = messages;
        this.access = access;
        this.clock = clock;
    }

    /** @param sent taken by the mail server; @param failed not taken; @param without members without an address */
    record Sent(int sent, int failed, int without) {}

    /** @param link of the meeting in the application */
    Sent send(MunicipalityCode municipality, MeetingId id, String link) {
        access.require(Permission.COUNCILS_WRITE, municipality);
        var sitting = sittings.sitting(municipality, id);
        var papers = meetings.papers(id).stream()
                .filter(one -> one.kind() == Paper.Kind.PAPER)
                .toList();
        var attached = papers.stream().mapToLong(Paper::size).sum() <= MOST_ATTACHED;
        var files = attached
                ? papers.stream()
                        .map(one -> new Mail.Attachment(one.name(), one.type(), meetings.content(one.id())))
                        .toList()
                : List.<Mail.Attachment>of();
        var subject = text("council.mail.subject", sitting.council().name(), sitting.meeting().title());
        var body = body(sitting, papers, attached, link);
        var members = sitting.seated();
        var contacts = councils.contacts(members);
        var noted = new ArrayList<MeetingStore.Notice>();
        int without = 0;
        for (var member : members) {
            var email = contacts.getOrDefault(member.id(), Member.Contact.NONE).email();
            if (email == null) {
                without++;
            } else {
                noted.add(new MeetingStore.Notice(
                        member.id(), clock.instant(), mail.send(email, subject, body, files)));
            }
        }
        meetings.noted(municipality, id, noted);
        var taken = (int) noted.stream().filter(MeetingStore.Notice::taken).count();
        return new Sent(taken, noted.size() - taken, without);
    }

    private String body(Sitting sitting, List<Paper> papers, boolean attached, String link) {
        var meeting = sitting.meeting();
        var agenda = new StringBuilder();
        sitting.items()
                .forEach(item -> agenda.append(item.ordinal())
                        .append(". ")
                        .append(item.title())
                        .append(item.contentHash() == null ? "" : "\n   SHA-256 " + item.contentHash())
                        .append('\n'));
        var files = new StringBuilder();
        papers.forEach(one ->
                files.append("- ").append(one.name()).append("\n   SHA-256 ").append(one.sha256()).append('\n'));
        return text(
                "council.mail.text",
                municipalities.get(meeting.municipality()).fullName(),
                sitting.council().name(),
                meeting.title(),
                WHEN.withLocale(LocaleContextHolder.getLocale()).format(meeting.plannedAt()),
                meeting.place(),
                text("council.meeting.kind." + meeting.kind()),
                agenda,
                files.isEmpty()
                        ? text("council.mail.noPapers")
                        : text(attached ? "council.mail.attached" : "council.mail.tooLarge") + "\n" + files,
                link);
    }

    private String text(String key, Object... arguments) {
        Locale language = LocaleContextHolder.getLocale();
        return Objects.requireNonNull(messages.getMessage(key, arguments, language));
    }
}
