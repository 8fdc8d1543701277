package dure.tower;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dure.ledger.EntryImport;
import dure.plan.PlanImport;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Outcomes of imports on their way from the node that imported to the one that answers. Findings stand in them once, in no
 * language: keys and values.
 */
@Component
class OutcomeJson {
    private final JsonMapper mapper = JsonMapper.builder()
            .changeDefaultVisibility(visibility -> visibility
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .addMixIn(PlanImport.class, OfPlans.class)
            .addMixIn(EntryImport.class, OfEntries.class)
            .build();

    byte[] write(WorkbookImport.Outcome outcome) {
        return mapper.writeValueAsBytes(outcome);
    }

    WorkbookImport.Outcome read(byte[] outcome) {
        return mapper.readValue(outcome, WorkbookImport.Outcome.class);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = PlanImport.Imported.class, name = "IMPORTED"),
        @JsonSubTypes.Type(value = PlanImport.Rehearsed.class, name = "REHEARSED"),
        @JsonSubTypes.Type(value = PlanImport.Unchanged.class, name = "UNCHANGED"),
        @JsonSubTypes.Type(value = PlanImport.Refused.class, name = "REFUSED")
    })
    @JsonIgnoreProperties("findings")
    private interface OfPlans {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = EntryImport.Imported.class, name = "IMPORTED"),
        @JsonSubTypes.Type(value = EntryImport.Rehearsed.class, name = "REHEARSED"),
        @JsonSubTypes.Type(value = EntryImport.Unchanged.class, name = "UNCHANGED"),
        @JsonSubTypes.Type(value = EntryImport.Refused.class, name = "REFUSED")
    })
    @JsonIgnoreProperties("findings")
    private interface OfEntries {}
}
