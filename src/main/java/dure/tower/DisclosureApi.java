package dure.tower;

import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.PlanState;
import dure.plan.PlanVersion;
import dure.plan.Versions;
import dure.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 공시 for machines: of a version, and of the ledger with it. */
@RestController
@Tag(name = "versions")
class DisclosureApi {
    private final Asking asking;
    private final Versions versions;
    private final Disclosing disclosing;

    DisclosureApi(Asking asking, Versions versions, Disclosing disclosing) {
        this.asking = asking;
        this.versions = versions;
        this.disclosing = disclosing;
    }

    record DisclosedAnswer(
            int version, PlanState state, @Nullable Instant disclosedAt) {}

    @PostMapping("/api/v1/municipalities/{code}/plans/{period}/versions/{version:[0-9]{1,6}}/disclosure")
    @Operation(
            operationId = "disclosePlanVersion",
            summary = "Makes the newest open version of a plan public, and what the ledger holds with it; 409 with the"
                    + " reason where its municipality asks for more")
    DisclosedAnswer disclose(
            @PathVariable String code,
            @PathVariable String period,
            @PathVariable int version,
            @RequestParam(required = false) @Nullable String dataSet) {
        var municipality = asking.municipality(code);
        var book = asking.shownBook(municipality, dataSet);
        var kind = period.startsWith("term-") ? PlanKind.TERM : PlanKind.YEAR;
        var scope = asking.scope(period);
        if (scope == null) {
            throw Refusal.notThere();
        }
        var no = Integer.parseInt(period.replaceFirst("^term-", ""));
        var all = versions.all(book, kind, no);
        if (all.stream().noneMatch(one -> one.head().version() == version)) {
            throw Refusal.notThere();
        }
        var open = all.stream()
                .filter(one -> one.state().isOpen())
                .map(PlanVersion::head)
                .map(PlanHead::version)
                .findFirst()
                .orElse(null);
        if (open == null || open != version) {
            throw Refusal.of(HttpStatus.CONFLICT, "tower.disclose.notOpen", version);
        }
        disclosing.disclose(book, kind, no);
        var disclosed = versions.find(book, kind, no, version).orElseThrow().head();
        return new DisclosedAnswer(version, disclosed.state(), disclosed.disclosedAt());
    }
}
