package dure.person;

import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in full. Whoever holds one has left a row in the access log.
 *
 * @param keepUntil the last day on which it may be kept
 */
public record Person(
        PersonRef ref,
        MunicipalityCode municipality,
        Identity identity,
        Contact contact,
        Instant registeredAt,
        String registeredBy,
        LocalDate keepUntil,
        @Nullable LocalDate purposeEndedOn,
        List<Consent> consents) {
    public Person {
        consents = List.copyOf(consents);
    }

    public Masked masked() {
        return new Masked(
                ref,
                Masks.name(identity.name()),
                identity.birthDate().getYear(),
                contact.phone() == null ? null : Masks.phone(contact.phone()),
                contact.email() == null ? null : Masks.email(contact.email()),
                registeredAt,
                keepUntil,
                purposeEndedOn,
                consents);
    }

    /** 가린 모습, as lists show it: 홍*동, the year of birth, 010-****-1234. */
    public record Masked(
            PersonRef ref,
            String name,
            int birthYear,
            @Nullable String phone,
            @Nullable String email,
            Instant registeredAt,
            LocalDate keepUntil,
            @Nullable LocalDate purposeEndedOn,
            List<Consent> consents) {
        @Override
        public String toString() {
            return "Person " + ref;
        }
    }

    @Override
    public String toString() {
        return "Person " + ref;
    }
}
