package dure.tower;

import dure.plan.PlanHead;
import dure.plan.PlanKind;
import dure.plan.Plans;
import dure.region.Book;
import dure.region.DataSet;
import dure.region.Municipalities;
import dure.region.Municipality;
import dure.region.MunicipalityCode;
import dure.tower.Answers.CodeChangeAnswer;
import dure.tower.Answers.MunicipalityAnswer;
import dure.tower.Answers.MunicipalityInFull;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/municipalities")
@Tag(name = "municipalities")
class MunicipalityApi {
    private final Municipalities municipalities;
    private final Plans plans;
    private final Asking asking;

    MunicipalityApi(Municipalities municipalities, Plans plans, Asking asking) {
        this.municipalities = municipalities;
        this.plans = plans;
        this.asking = asking;
    }

    @GetMapping
    @Operation(operationId = "municipalities", summary = "The local governments of today, provinces first")
    List<MunicipalityAnswer> all() {
        Map<MunicipalityCode, DataSet> shown = new HashMap<>();
        plans.heads()
                .forEach(head -> shown.putIfAbsent(
                        head.book().municipality(), head.book().dataSet()));
        return municipalities.all().stream()
                .map(one -> MunicipalityAnswer.of(one, parent(one), shown.get(one.code())))
                .toList();
    }

    @GetMapping("/{code}")
    @Operation(
            operationId = "municipality",
            summary = "One local government of today or before, with what its code was and became")
    MunicipalityInFull one(@PathVariable String code, @RequestParam(required = false) @Nullable String dataSet) {
        var one = asking.municipality(code);
        var parent = parent(one);
        Optional<Book> book = asking.book(one, dataSet);
        List<PlanHead> heads = book.map(plans::heads).orElse(List.of());
        return new MunicipalityInFull(
                one.code().value(),
                one.name(),
                one.fullName(),
                one.shortName(),
                one.english(),
                one.kind(),
                parent == null ? null : new Answers.Named(parent.code().value(), parent.name()),
                one.validFrom(),
                one.validTo(),
                !heads.isEmpty(),
                book.map(Book::dataSet)
                        .filter(dataSetShown -> dataSetShown != DataSet.REAL)
                        .isPresent(),
                book.map(Book::dataSet).orElse(null),
                periods(heads, PlanKind.TERM),
                periods(heads, PlanKind.YEAR),
                municipalities.changesOf(one.code()).stream()
                        .map(change -> new CodeChangeAnswer(
                                change.from().value(),
                                change.to().value(),
                                change.effectiveOn(),
                                change.reason().name()))
                        .toList());
    }

    private @Nullable Municipality parent(Municipality one) {
        return one.parent() == null ? null : municipalities.get(one.parent());
    }

    private static List<Integer> periods(List<PlanHead> heads, PlanKind kind) {
        return heads.stream()
                .filter(head -> head.kind() == kind)
                .map(PlanHead::period)
                .sorted()
                .toList();
    }
}
