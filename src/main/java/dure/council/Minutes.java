package dure.council;

import com.fasterxml.jackson.annotation.JsonInclude;
import dure.plan.PlanKind;
import dure.plan.PlanVersion;
import dure.plan.Resolution;
import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 회의록: what was noted of a meeting, in words and figures, without e-mails and accounts. Frozen section by section: the
 * public sees the opening and the items of plans that are public.
 *
 * @param signed null: as the record stands, not signed off
 */
record Minutes(
        MeetingId meeting,
        MunicipalityCode municipality,
        Opening opening,
        List<Item> items,
        @Nullable Signed signed,
        List<Addendum> addenda) {

    /** @param whole whether all that was signed is here and says what was hashed */
    record Signed(Instant at, String by, String hash, List<String> hashes, boolean intact) {
        Signed unnamed() {
            return new Signed(at, "", hash, hashes, intact);
        }
    }

    record Addendum(@Nullable UUID plan, String text, Instant at) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Opening(
            Council.Kind councilKind,
            String council,
            String title,
            Meeting.Kind kind,
            Instant plannedAt,
            String place,
            @Nullable Instant calledAt,
            @Nullable Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable Rule rule,
            int inOffice,
            int attended,
            List<Seat> seats,
            List<File> papers,
            String text,
            String closing) {}

    /** The rule as it stood on the day. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Rule(
            @Nullable Integer atLeast,
            @Nullable Share ofMembers,
            QuorumRule.Base base,
            Share needed,
            QuorumRule.Tie tie,
            String ground) {
        static Rule of(QuorumRule rule) {
            return new Rule(
                    rule.opening() instanceof QuorumRule.Opening.AtLeast number ? number.members() : null,
                    rule.opening() instanceof QuorumRule.Opening.OfMembers part ? part.share() : null,
                    rule.passing().base(),
                    rule.passing().share(),
                    rule.tie(),
                    rule.ground());
        }
    }

    record Seat(
            String name, String affiliation, Member.Side side, Member.Duty duty, boolean votes, boolean attended) {}

    record File(String name, int size, String sha256) {}

    /** The version that lay before the council. */
    record PlanRef(UUID id, PlanKind kind, int period, int version, String dataSet) {
        static PlanRef of(PlanVersion version) {
            var head = version.head();
            return new PlanRef(
                    head.id().value(),
                    head.kind(),
                    head.period(),
                    head.version(),
                    head.book().dataSet().name());
        }

        String period(Object code) {
            return "/municipalities/" + code + "/plans/" + (kind == PlanKind.TERM ? "term-" : "") + period;
        }

        private String dataSetAs(String sign) {
            return dataSet.equals("REAL") ? "" : sign + "dataSet=" + dataSet;
        }

        String href(Object code) {
            return period(code) + "/versions/" + version + dataSetAs("?");
        }

        String desk(Object code) {
            return period(code) + "/desk" + dataSetAs("?");
        }

        String diff(Object code, int to) {
            return period(code) + "/versions/" + version + "/diff?to=" + to + dataSetAs("&");
        }
    }

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Item(
            UUID id,
            int ordinal,
            AgendaItem.Kind kind,
            String title,
            String note,
            @Nullable PlanRef plan,
            @Nullable String contentHash,
            List<File> papers,
            List<StoodBack> recusals,
            List<Said> opinions,
            String text,
            List<Put> motions,
            @Nullable Resolution resolution,
            @Nullable LocalDate decidedOn,
            @Nullable PlanRef next,
            @Nullable String documentNumber) {
        String amendment() {
            return motions.isEmpty() ? "" : motions.getLast().amendment();
        }
    }

    record StoodBack(String name, Recusal.Kind kind, String reason) {}

    record Said(String by, boolean member, Opinion.Stance stance, String text, Instant at) {}

    /** @param carried null: replaced by another before it was counted */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Put(
            Motion.Kind kind,
            Motion.Method method,
            String amendment,
            @Nullable Tally tally,
            List<Named> votes) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Tally(
            int inOffice,
            int recused,
            int present,
            int quorum,
            int votesFor,
            int against,
            int abstained,
            int needed,
            Ballot.@Nullable Choice casting,
            boolean carried) {}

    record Named(String name, Ballot.Choice choice) {}

    Optional<Item> item(UUID id) {
        return items.stream().filter(one -> one.id().equals(id)).findFirst();
    }
}
