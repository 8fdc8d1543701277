package dure.council;

import dure.access.Access;
import dure.access.AccessLog;
import dure.access.AccountsOfAMunicipality;
import dure.access.Action;
import dure.access.Deed;
import dure.access.Permission;
import dure.access.Viewer;
import dure.plan.PlanId;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door to councils: who sits in them, under which rule they decide, and what they said of a version of a plan. */
@Service
public class Councils {
    /** Enough for every council that there is, and few enough for a page. */
    private static final int MOST_MEMBERS = 200;

    private static final Pattern EMAIL = Pattern.compile("[^@\\s,;<>]{1,64}@[^@\\s,;<>]{3,120}");

    private final CouncilStore store;
    private final MeetingStore meetings;
    private final AccountsOfAMunicipality accounts;
    private final Access access;
    private final AccessLog log;
    private final Clock clock;

    Councils(
            CouncilStore store,
            MeetingStore meetings,
            AccountsOfAMunicipality accounts,
            Access access,
            AccessLog log,
            Clock clock) {
        this.store = store;
        this.meetings = meetings;
        this.accounts = accounts;
        this.access = access;
        this.log = log;
        this.clock = clock;
    }

    /** 의견 of members and partner bodies on a version, the oldest first; staff and members only. */
    @Transactional(readOnly = true)
    public List<Opinion> opinions(PlanId plan) {
        return meetings.opinions(plan);
    }

    @Transactional(readOnly = true)
    List<Council> all(MunicipalityCode municipality) {
        return store.all(municipality);
    }

    @Transactional(readOnly = true)
    Council get(MunicipalityCode municipality, CouncilId id) {
        return store.find(municipality, id).orElseThrow(Refusal::notThere);
    }

    @Transactional(readOnly = true)
    List<QuorumRule> rules(CouncilId council) {
        return store.rules(council);
    }

    @Transactional(readOnly = true)
    List<Member> members(CouncilId council) {
        return store.members(council);
    }

    /** Of whoever runs the councils; a member sees its own. */
    @Transactional(readOnly = true)
    Map<MemberId, Member.Contact> contacts(List<Member> members) {
        return store.contacts(members.stream().map(Member::id).toList());
    }

    /** The seats of whoever asks. */
    @Transactional(readOnly = true)
    Set<MemberId> seats() {
        var account = access.viewer().account();
        return account == null ? Set.of() : store.seats(account);
    }

    @Transactional(readOnly = true)
    List<Council> mine() {
        var account = access.viewer().account();
        return account == null ? List.of() : store.councilsOf(account);
    }

    @Transactional
    CouncilId found(MunicipalityCode municipality, Council.Kind kind, String name, LocalDate founded) {
        var by = secretary(municipality);
        if (store.isNameTaken(municipality, name)) {
            throw Refusal.of(new Refusal.Field("name", "council.fault.name.taken", name));
        }
        var id = store.add(municipality, kind, name, founded, clock.instant(), by.name());
        told(municipality, "council");
        return id;
    }

    @Transactional
    void dissolve(MunicipalityCode municipality, CouncilId id, LocalDate day) {
        secretary(municipality);
        var council = get(municipality, id);
        if (day.isBefore(council.foundedOn())) {
            throw Given.wrong("dissolvedOn");
        }
        store.dissolve(id, day);
        told(municipality, "council dissolved");
    }

    @Transactional
    void set(MunicipalityCode municipality, CouncilId id, QuorumRule rule) {
        var by = secretary(municipality);
        store.set(get(municipality, id), rule, clock.instant(), by.name());
        told(municipality, "council rule");
    }

    @Transactional
    MemberId add(MunicipalityCode municipality, Member member, Member.Contact contact) {
        var by = secretary(municipality);
        var council = get(municipality, member.council());
        if (store.members(council.id()).size() >= MOST_MEMBERS) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.members.many", MOST_MEMBERS);
        }
        requireOrder(member);
        var id = store.add(council, member, clock.instant(), by.name());
        setContact(municipality, id, contact);
        told(municipality, "council member");
        return id;
    }

    /** Who was at a meeting stays as written there: then only the end of the term and the contact change. */
    @Transactional
    void change(MunicipalityCode municipality, Member member, Member.Contact contact) {
        secretary(municipality);
        var before = store.member(municipality, member.id()).orElseThrow(Refusal::notThere);
        requireOrder(member);
        if (!sameButEnd(before, member) && wasAtAMeeting(before)) {
            throw Refusal.of(HttpStatus.CONFLICT, "council.fault.member.stays");
        }
        store.change(member);
        setContact(municipality, member.id(), contact);
        told(municipality, "council member");
    }

    private boolean wasAtAMeeting(Member member) {
        return store.wasAtAMeeting(member.id());
    }

    private static boolean sameButEnd(Member before, Member after) {
        return before.equals(new Member(
                after.id(),
                before.council(),
                after.name(),
                after.affiliation(),
                after.side(),
                after.duty(),
                after.votes(),
                after.from(),
                before.until(),
                before.leftOn()));
    }

    private static void requireOrder(Member member) {
        var until = member.until();
        if (until != null && until.isBefore(member.from())) {
            throw Given.wrong("until");
        }
        var left = member.leftOn();
        if (left != null && left.isBefore(member.from())) {
            throw Given.wrong("leftOn");
        }
    }

    private void setContact(MunicipalityCode municipality, MemberId member, Member.Contact contact) {
        var email = contact.email();
        if (email != null && !EMAIL.matcher(email).matches()) {
            throw Given.wrong("email");
        }
        var login = contact.login();
        UUID account = null;
        if (login != null) {
            account = accounts.find(municipality, login, Permission.COUNCILS_SPEAK)
                    .orElseThrow(() -> Refusal.of(new Refusal.Field("login", "council.fault.login", login)));
        }
        store.setContact(municipality, member, contact, account);
    }

    /** @throws org.springframework.security.access.AccessDeniedException without councils:write */
    Viewer secretary(MunicipalityCode municipality) {
        return access.require(Permission.COUNCILS_WRITE, municipality);
    }

    boolean runs(@Nullable MunicipalityCode municipality) {
        return municipality != null && access.viewer().may(Permission.COUNCILS_WRITE, municipality);
    }

    void told(MunicipalityCode municipality, String what) {
        log.write(Deed.of(Action.WRITE, municipality).records(1).detail(what));
    }
}
