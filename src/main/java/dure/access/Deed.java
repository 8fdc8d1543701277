package dure.access;

import dure.region.MunicipalityCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 처리한 일: what somebody is about to do with data, as the access log writes it down. Who, when and from where it knows itself.
 *
 * @param municipality whose log it stands in; null: it belongs to none
 * @param persons 정보주체: whose data, by their random references
 * @param records how many records were touched
 * @param reason as it was given where it was asked for
 * @param detail what else tells deeds of this kind apart; never personal data
 */
public record Deed(
        Action action,
        @Nullable MunicipalityCode municipality,
        List<UUID> persons,
        int records,
        String reason,
        String detail) {
    public Deed {
        persons = List.copyOf(persons);
    }

    public static Deed of(Action action, @Nullable MunicipalityCode municipality) {
        return new Deed(action, municipality, List.of(), 0, "", "");
    }

    /** With one record for each of them. */
    public Deed about(List<UUID> persons) {
        return new Deed(action, municipality, persons, persons.size(), reason, detail);
    }

    public Deed about(UUID person) {
        return about(List.of(person));
    }

    public Deed records(int records) {
        return new Deed(action, municipality, persons, records, reason, detail);
    }

    public Deed because(String reason) {
        return new Deed(action, municipality, persons, records, reason, detail);
    }

    public Deed detail(String detail) {
        return new Deed(action, municipality, persons, records, reason, detail);
    }
}
