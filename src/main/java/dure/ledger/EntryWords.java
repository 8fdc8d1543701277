package dure.ledger;

import dure.plan.PlanWords;
import dure.sheet.Choices;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The words of entries: labels of what is one of a list, as {@link PlanWords} has those of plans. */
@Component
class EntryWords {
    private final MessageSource messages;
    private final PlanWords plan;

    final Choices<Basis> bases;
    final Choices<Contract> contracts;
    final Choices<StatedAs> ways;

    EntryWords(MessageSource messages, PlanWords plan) {
        this.messages = messages;
        this.plan = plan;
        bases = plan.choices("ledger.basis", Basis.values());
        contracts = plan.choices("ledger.contract", Contract.values());
        ways = plan.choices("ledger.way", StatedAs.values());
    }

    PlanWords plan() {
        return plan;
    }

    String note(EntryField field, Locale locale) {
        return messages.getMessage("ledger.workbook." + field.name(), null, locale);
    }

    /** What a field's cell may hold; empty: anything. Several target groups may stand in one cell, so they are no list. */
    List<String> choices(EntryField field) {
        return switch (field) {
            case MEASURE, MONTHLY_MEASURE -> plan.measures().labels();
            case BASIS, MONTHLY_BASIS -> bases.labels();
            case TYPE, ITEM_TYPE -> plan.programmeTypes().labels();
            case SECTOR -> plan.sectors().labels();
            case MONTHLY_WAY -> ways.labels();
            case CONTRACT -> contracts.labels();
            case CONTINUITY -> plan.continuities().labels();
            case SOURCE_KIND -> plan.sourceKinds().labels();
            case APPROXIMATE, ITEM_APPROXIMATE, INSURED, FUNDED -> List.of("예", "아니오");
            default -> List.of();
        };
    }
}
