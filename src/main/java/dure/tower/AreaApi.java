package dure.tower;

import dure.cofunding.Area;
import dure.cofunding.CoFunded;
import dure.cofunding.CoFunding;
import dure.cofunding.CoFundingMove;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipality;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 광역 합산 and the links of co-funded projects that it rests on. */
@RestController
@RequestMapping("/api/v1/municipalities/{code}")
@Tag(name = "co-funding")
class AreaApi {
    private static final int LONGEST_WHY = 500;

    private final Asking asking;
    private final CoFunding coFunding;

    AreaApi(Asking asking, CoFunding coFunding) {
        this.asking = asking;
        this.coFunding = coFunding;
    }

    record BelowAnswer(String municipality, String name, long quantity, boolean approximate) {}

    record LinkedAnswer(long id, String municipality, Answers.ProjectNamed project, long quantity) {}

    /** @param overlap min(quantity, sum of the linked): what both report, counted once */
    record GroupAnswer(Answers.ProjectNamed project, long quantity, List<LinkedAnswer> linked, long overlap) {}

    /** @param total own + below − overlap */
    record AreaAnswer(
            String municipality,
            long own,
            long below,
            long overlap,
            long total,
            boolean approximate,
            List<BelowAnswer> municipalities,
            List<GroupAnswer> coFunded,
            Answers.RuleUsed rule,
            LocalDate asOf,
            Answers.LedgerUsed ledger,
            boolean sample) {}

    @GetMapping("/area")
    @Operation(
            operationId = "area",
            summary = "A province with its cities and counties: jobs that both report counted once")
    AreaAnswer area(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(required = false) @Nullable Integer term,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable String knownAt,
            @RequestParam(required = false) @Nullable String rule,
            @RequestParam(required = false) @Nullable String dataSet) {
        var asked = asking.asked(asOf, knownAt, rule, null);
        var book = province(asking.municipality(code), dataSet);
        var scope = asking.scope(year, term, book, asked.asOf());
        var area = coFunding.area(book, scope, asked.asOf(), asked.knownAt(), asked.rule());
        return new AreaAnswer(
                code,
                area.own().quantity(),
                area.sumBelow(),
                area.overlap(),
                area.total(),
                area.approximate(),
                area.below().stream()
                        .map(one -> new BelowAnswer(
                                one.municipality().code().value(),
                                one.municipality().fullName(),
                                one.tally().quantity(),
                                one.tally().approximate()))
                        .toList(),
                area.groups().stream().map(AreaApi::group).toList(),
                Answers.RuleUsed.of(asked.rule().key()),
                area.question().asOf(),
                Answers.LedgerUsed.of(area.question().known()),
                book.dataSet() != DataSet.REAL);
    }

    private static GroupAnswer group(Area.Group group) {
        return new GroupAnswer(
                named(group.project()),
                group.tally().quantity(),
                group.links().stream()
                        .map(link -> new LinkedAnswer(
                                link.link().id(),
                                link.municipality().code().value(),
                                named(link.project()),
                                link.tally().quantity()))
                        .toList(),
                group.overlap());
    }

    private static Answers.ProjectNamed named(Area.Named project) {
        return new Answers.ProjectNamed(project.code(), Objects.requireNonNullElse(project.name(), project.code()));
    }

    record LinkAnswer(
            long id,
            String province,
            String municipality,
            boolean confirmed,
            boolean proposedByProvince,
            Instant proposedAt,
            @Nullable Instant confirmedAt,
            @Nullable Instant endedAt) {
        static LinkAnswer of(CoFunded link) {
            return new LinkAnswer(
                    link.id(),
                    link.province().municipality().value(),
                    link.counterpart().municipality().value(),
                    link.confirmedAt() != null,
                    link.byProvince(),
                    link.proposedAt(),
                    link.confirmedAt(),
                    link.endedAt());
        }
    }

    record LinksAnswer(String municipality, List<LinkAnswer> links) {}

    @GetMapping("/co-funding")
    @Operation(operationId = "coFunding", summary = "Links of co-funded projects that stand or wait to be confirmed")
    LinksAnswer links(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        var book = asking.shownBook(asking.municipality(code), dataSet);
        return new LinksAnswer(
                code, coFunding.links(book).stream().map(LinkAnswer::of).toList());
    }

    /** @param municipality the other side: the province, or a city of it */
    record LinkRequest(
            @Nullable Integer year,
            @Nullable String project,
            @Nullable String municipality,
            @Nullable String counterpart) {}

    @PostMapping("/co-funding")
    @Operation(
            operationId = "proposeCoFunding",
            summary = "Proposes that two projects report the same jobs; the other side confirms")
    ResponseEntity<LinkAnswer> propose(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody LinkRequest request) {
        var book = asking.shownBook(asking.municipality(code), dataSet);
        var year = request.year();
        if (year == null) {
            throw Refusal.of(new Refusal.Field("year", "tower.entry.field.missing"));
        }
        var other = asking.municipality(String.valueOf(request.municipality()));
        var move = coFunding.propose(
                book,
                Asking.year(year),
                text(request.project()),
                new Book(other.code(), book.dataSet()),
                text(request.counterpart()));
        return ResponseEntity.status(HttpStatus.CREATED).body(LinkAnswer.of(done(move)));
    }

    @PostMapping("/co-funding/{id}/confirmation")
    @Operation(operationId = "confirmCoFunding", summary = "Confirms a link that the other side proposed")
    LinkAnswer confirm(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet) {
        var book = asking.shownBook(asking.municipality(code), dataSet);
        return LinkAnswer.of(done(coFunding.confirm(book, id)));
    }

    record EndingRequest(@Nullable String reason) {}

    @PostMapping("/co-funding/{id}/ending")
    @Operation(operationId = "endCoFunding", summary = "Ends a link from now on; earlier figures stay as they were")
    LinkAnswer end(
            @PathVariable String code,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String dataSet,
            @RequestBody(required = false) @Nullable EndingRequest request) {
        var book = asking.shownBook(asking.municipality(code), dataSet);
        return LinkAnswer.of(done(coFunding.end(book, id, why(request == null ? "" : text(request.reason())))));
    }

    /** @throws Refusal 422 where it is missing or too long */
    static String why(String text) {
        if (text.isEmpty()) {
            throw Refusal.of(new Refusal.Field("reason", "tower.entry.field.missing"));
        }
        if (text.length() > LONGEST_WHY) {
            throw Refusal.of(new Refusal.Field("reason", "tower.entry.field.long", LONGEST_WHY));
        }
        return text;
    }

    private Book province(Municipality municipality, @Nullable String dataSet) {
        if (!municipality.kind().isProvincial()) {
            throw Refusal.of(HttpStatus.NOT_FOUND, "tower.area.notProvince");
        }
        return asking.shownBook(municipality, dataSet);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    static CoFunded done(CoFundingMove move) {
        return switch (move) {
            case CoFundingMove.Done done -> done.link();
            case CoFundingMove.NotThere none -> throw Refusal.notThere();
            case CoFundingMove.NoSuchProject none ->
                throw Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "tower.coFunding.noSuchProject", none.code());
            case CoFundingMove.NotAbove not ->
                throw Refusal.of(HttpStatus.UNPROCESSABLE_CONTENT, "tower.coFunding.notAbove");
            case CoFundingMove.AlreadyLinked linked ->
                throw Refusal.of(HttpStatus.CONFLICT, "tower.coFunding.alreadyLinked");
            case CoFundingMove.AlreadyConfirmed confirmed ->
                throw Refusal.of(HttpStatus.CONFLICT, "tower.coFunding.alreadyConfirmed");
            case CoFundingMove.AlreadyEnded ended ->
                throw Refusal.of(HttpStatus.CONFLICT, "tower.coFunding.alreadyEnded");
        };
    }
}
