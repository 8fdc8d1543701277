package dure.tower;

import dure.access.Access;
import dure.ledger.Basis;
import dure.ledger.Correction;
import dure.ledger.EntryId;
import dure.ledger.Ledger;
import dure.ledger.LedgerInstant;
import dure.ledger.Origin;
import dure.ledger.Recording;
import dure.plan.Plans;
import dure.plan.ProjectName;
import dure.region.Book;
import dure.region.DataSet;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Writing to the ledger by machines; everything here needs a sign-in or a token, but for reading what is disclosed. */
@RestController
@RequestMapping("/api/v1/entries")
@Tag(name = "entries")
class EntryApi {
    private final EntryRequests requests;
    private final Ledger ledger;
    private final Plans plans;
    private final Access access;
    private final Clock clock;
    private final JsonMapper json;

    EntryApi(EntryRequests requests, Ledger ledger, Plans plans, Access access, Clock clock, JsonMapper json) {
        this.requests = requests;
        this.ledger = ledger;
        this.plans = plans;
        this.access = access;
        this.clock = clock;
        this.json = json;
    }

    /** @param ledger the instant from which on it is there: asOf before it, the figure is the old one */
    record Written(String id, @Nullable String reverses, Answers.LedgerUsed ledger, boolean sample) {}

    @PostMapping
    @Operation(operationId = "recordEntry", summary = "Records an entry. The same Idempotency-Key records once")
    ResponseEntity<Written> record(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody EntryRequest request) {
        var understood = requests.understand(request);
        var origin = new Origin.Call(idempotencyKey, hash(request));
        var recording = ledger.record(understood.book(), List.of(understood.entry()), origin);
        return switch (recording) {
            case Recording.Recorded recorded ->
                written(
                        HttpStatus.CREATED,
                        understood.book(),
                        recorded.entries().getFirst(),
                        null,
                        recorded.at());
            case Recording.AlreadyRecorded already ->
                written(HttpStatus.OK, understood.book(), already.entries().getFirst(), null, already.at());
            case Recording.KeyUsed used ->
                throw Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "tower.entry.keyUsed", used.key());
            case Recording.MonthClosed closed ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "tower.entry.monthClosed",
                        closed.months().getFirst().toString());
        };
    }

    private byte[] hash(EntryRequest request) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @GetMapping("/{id}")
    @Operation(operationId = "entry", summary = "One entry, with what is known of it now")
    Answers.EntryAnswer entry(@PathVariable String id) {
        var entry = EntryId.parse(id)
                .flatMap(one -> ledger.find(one, clock.instant()))
                .orElseThrow(Refusal::notThere);
        var project = entry.what().project();
        ProjectName named =
                project == null ? null : plans.names(List.of(project)).get(project);
        var amount = entry.what().quantity().amount();
        var answer = Answers.EntryAnswer.of(
                entry,
                entry.reverses() == null ? amount : -amount,
                null,
                named == null ? null : new Answers.ProjectNamed(named.code(), named.name()));
        return access.viewer().reads().includes(entry.id().book().municipality()) ? answer : answer.forPublic();
    }

    record ReversalRequest(@Nullable String reason) {}

    @PostMapping("/{id}/reversal")
    @Operation(operationId = "reverseEntry", summary = "Takes an entry back by a new one that names it")
    ResponseEntity<Written> reverse(
            @PathVariable String id, @RequestBody(required = false) @Nullable ReversalRequest request) {
        var entry = EntryId.parse(id).orElseThrow(Refusal::notThere);
        if (request == null || request.reason() == null || request.reason().isBlank()) {
            throw Refusal.of(new Refusal.Field("reason", "tower.entry.fault.reasonMissing"));
        }
        return corrected(entry, ledger.reverse(entry, request.reason().strip()), true);
    }

    /** @param retainedMonths for RETAINED: how long the job was seen to be kept */
    record AttestationRequest(
            @Nullable Basis basis,
            @Nullable Integer retainedMonths,
            @Nullable String evidence) {}

    @PostMapping("/{id}/attestation")
    @Operation(operationId = "attestEntry", summary = "Raises the basis of an entry, with its evidence")
    ResponseEntity<Written> attest(@PathVariable String id, @RequestBody AttestationRequest request) {
        var entry = EntryId.parse(id).orElseThrow(Refusal::notThere);
        var basis = request.basis();
        if (basis == null || basis.compareTo(Basis.EVIDENCED) < 0) {
            throw Refusal.of(new Refusal.Field("basis", "tower.entry.field.value", "EVIDENCED, VERIFIED, RETAINED"));
        }
        if ((basis == Basis.RETAINED) != (request.retainedMonths() != null && request.retainedMonths() > 0)) {
            throw Refusal.of(new Refusal.Field("retainedMonths", "tower.entry.field.quantity"));
        }
        if (request.evidence() == null || request.evidence().isBlank()) {
            throw Refusal.of(new Refusal.Field("evidence", "tower.entry.fault.evidenceMissing"));
        }
        return corrected(
                entry,
                ledger.attest(
                        entry,
                        basis,
                        request.retainedMonths(),
                        request.evidence().strip()),
                false);
    }

    private ResponseEntity<Written> corrected(EntryId entry, Correction correction, boolean reversal) {
        return switch (correction) {
            case Correction.Done done ->
                written(
                        HttpStatus.CREATED,
                        entry.book(),
                        done.written(),
                        reversal ? entry.toString() : null,
                        ledger.now(entry.book()));
            case Correction.NoSuchEntry none -> throw Refusal.notThere();
            case Correction.AlreadyReversed already ->
                throw Refusal.of(HttpStatus.CONFLICT, "tower.entry.fault.alreadyReversed");
            case Correction.IsReversal is -> throw Refusal.of(HttpStatus.CONFLICT, "tower.entry.fault.isReversal");
            case Correction.OwnEntry own -> throw Refusal.of(HttpStatus.CONFLICT, "tower.entry.fault.ownEntry");
            case Correction.NotHigher not -> throw Refusal.of(HttpStatus.CONFLICT, "tower.entry.fault.notHigher");
            case Correction.MonthClosed closed ->
                throw Refusal.of(
                        HttpStatus.CONFLICT,
                        "tower.entry.monthClosed",
                        closed.month().toString());
        };
    }

    private static ResponseEntity<Written> written(
            HttpStatus status, Book book, EntryId id, @Nullable String reverses, LedgerInstant at) {
        return ResponseEntity.status(status)
                .header("Location", "/api/v1/entries/" + id)
                .body(new Written(
                        id.toString(),
                        reverses,
                        Answers.LedgerUsed.of(Objects.requireNonNull(at)),
                        book.dataSet() != DataSet.REAL));
    }
}
