package dure.plan;

import static duredb.Tables.DISCLOSURE_CONDITION;
import static duredb.Tables.PLAN;
import static duredb.Tables.PLAN_MOVE;
import static duredb.Tables.PLAN_RESOLUTION;

import dure.access.Access;
import dure.region.Book;
import dure.region.MunicipalityCode;
import duredb.tables.records.PlanRecord;
import duredb.tables.records.PlanResolutionRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The versions of plans: their moves, what was decided of them, and what is asked for before they become public. */
@Repository
class VersionStore {
    private final DSLContext db;
    private final Access access;
    private final Clock clock;

    VersionStore(DSLContext db, Access access, Clock clock) {
        this.db = db;
        this.access = access;
        this.clock = clock;
    }

    List<PlanVersion> all(Book book, PlanKind kind, int period) {
        return versions(PLAN.MUNICIPALITY
                .eq(book.municipality().value())
                .and(PLAN.DATA_SET.eq(book.dataSet().name()))
                .and(PLAN.KIND.eq(kind.name()))
                .and(PLAN.PERIOD.eq((short) period)));
    }

    Optional<PlanVersion> find(PlanId plan) {
        return versions(PLAN.ID.eq(plan.value())).stream().findFirst();
    }

    private List<PlanVersion> versions(Condition condition) {
        var plans = db.selectFrom(PLAN)
                .where(condition)
                .orderBy(PLAN.VERSION.desc())
                .fetch();
        Map<UUID, Decided> decided = db
                .selectFrom(PLAN_RESOLUTION)
                .where(PLAN_RESOLUTION.PLAN_ID.in(plans.getValues(PLAN.ID)))
                .orderBy(PLAN_RESOLUTION.ID)
                .fetch()
                .stream()
                .collect(java.util.stream.Collectors.toMap(
                        PlanResolutionRecord::getPlanId, VersionStore::decided, (earlier, later) -> later));
        return plans.map(plan -> version(plan, decided.get(plan.getId())));
    }

    private static PlanVersion version(PlanRecord plan, @Nullable Decided decided) {
        return new PlanVersion(
                PlanStore.head(plan),
                plan.getContentHash() == null ? null : HexFormat.of().formatHex(plan.getContentHash()),
                plan.getRevision(),
                plan.getBasedOn() == null ? null : new PlanId(plan.getBasedOn()),
                plan.getReason(),
                plan.getCreatedAt().toInstant(),
                plan.getCreatedBy(),
                decided);
    }

    private static Decided decided(PlanResolutionRecord row) {
        return new Decided(
                Resolution.valueOf(row.getResolution()),
                row.getDecidedOn(),
                row.getDecidedBy(),
                row.getMeeting(),
                row.getDocumentNumber(),
                row.getAmendment());
    }

    List<Decided> resolutions(PlanId plan) {
        return db.selectFrom(PLAN_RESOLUTION)
                .where(PLAN_RESOLUTION.PLAN_ID.eq(plan.value()))
                .orderBy(PLAN_RESOLUTION.ID)
                .fetch(VersionStore::decided);
    }

    List<PlanMove> moves(PlanId plan) {
        return db.selectFrom(PLAN_MOVE)
                .where(PLAN_MOVE.PLAN_ID.eq(plan.value()))
                .orderBy(PLAN_MOVE.ID)
                .fetch(row -> new PlanMove(
                        PlanState.valueOf(row.getFromState()),
                        PlanState.valueOf(row.getToState()),
                        row.getMovedAt().toInstant(),
                        row.getMovedBy(),
                        row.getReason()));
    }

    /** Moves a version and writes it down; what it says is the database's to hold. */
    Move move(PlanHead plan, PlanState to, String reason) {
        if (!plan.state().mayBecome(to)) {
            return new Move.NotFrom(plan, to);
        }
        var now = clock.instant();
        var moved = db.update(PLAN)
                .set(PLAN.STATE, to.name())
                .set(
                        PLAN.DISCLOSED_AT,
                        to == PlanState.DISCLOSED
                                ? org.jooq.impl.DSL.val(now.atOffset(ZoneOffset.UTC))
                                : PLAN.DISCLOSED_AT)
                .where(PLAN.ID.eq(plan.id().value()))
                .and(PLAN.STATE.eq(plan.state().name()))
                .returning()
                .fetchOptional();
        if (moved.isEmpty()) {
            return new Move.NotFrom(plan, to);
        }
        var by = access.viewer();
        db.insertInto(PLAN_MOVE)
                .set(PLAN_MOVE.PLAN_ID, plan.id().value())
                .set(PLAN_MOVE.MUNICIPALITY, plan.book().municipality().value())
                .set(PLAN_MOVE.FROM_STATE, plan.state().name())
                .set(PLAN_MOVE.TO_STATE, to.name())
                .set(PLAN_MOVE.MOVED_AT, now.atOffset(ZoneOffset.UTC))
                .set(PLAN_MOVE.MOVED_BY, by.name())
                .set(PLAN_MOVE.ACCOUNT, by.account())
                .set(PLAN_MOVE.REASON, reason)
                .execute();
        return new Move.Moved(PlanStore.head(moved.get()));
    }

    void record(PlanHead plan, Decided decided, String by, Instant now) {
        var r = PLAN_RESOLUTION;
        db.insertInto(r)
                .set(r.PLAN_ID, plan.id().value())
                .set(r.MUNICIPALITY, plan.book().municipality().value())
                .set(r.RESOLUTION, decided.resolution().name())
                .set(r.DECIDED_ON, decided.on())
                .set(r.DECIDED_BY, decided.by())
                .set(r.MEETING, decided.meeting())
                .set(r.DOCUMENT_NUMBER, decided.documentNumber())
                .set(r.AMENDMENT, decided.amendment())
                .set(r.RECORDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(r.RECORDED_BY, by)
                .execute();
    }

    List<DisclosureCondition> conditions(MunicipalityCode municipality) {
        var c = DISCLOSURE_CONDITION;
        return db.selectFrom(c)
                .where(c.MUNICIPALITY.eq(municipality.value()))
                .orderBy(c.VALID_FROM.desc(), c.ID.desc())
                .fetch(row -> new DisclosureCondition(
                        DisclosureCondition.Kind.valueOf(row.getKind()),
                        row.getValidFrom(),
                        row.getResolution(),
                        row.getApprovalDocument()));
    }

    void require(MunicipalityCode municipality, DisclosureCondition condition, String by, Instant now) {
        var c = DISCLOSURE_CONDITION;
        db.insertInto(c)
                .set(c.MUNICIPALITY, municipality.value())
                .set(c.KIND, condition.kind().name())
                .set(c.VALID_FROM, condition.validFrom())
                .set(c.RESOLUTION, condition.resolution())
                .set(c.APPROVAL_DOCUMENT, condition.approvalDocument())
                .set(c.SET_AT, now.atOffset(ZoneOffset.UTC))
                .set(c.SET_BY, by)
                .execute();
    }
}
