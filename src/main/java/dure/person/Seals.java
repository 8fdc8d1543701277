package dure.person;

import dure.region.Municipalities;
import dure.region.MunicipalityCode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Seals and opens rows of persons with the ring that is there now. */
@Component
class Seals {
    private final Keys keys;
    private final Municipalities municipalities;

    Seals(Keys keys, Municipalities municipalities) {
        this.keys = keys;
        this.municipalities = municipalities;
    }

    PersonStore.Sealed seal(MunicipalityCode municipality, UUID ref, Identity who, Contact contact) {
        var ring = keys.ring();
        return new PersonStore.Sealed(
                seal(ring, "name", ref, who.name()),
                seal(ring, "birth_date", ref, who.birthDate().toString()),
                seal(ring, "sex", ref, who.sex().name()),
                contact.phone() == null ? null : seal(ring, "phone", ref, contact.phone()),
                contact.email() == null ? null : seal(ring, "email", ref, contact.email()),
                personKey(municipality, who),
                nameHash(municipality, who.name()),
                ring.newest());
    }

    Identity identity(UUID ref, PersonStore.Sealed sealed) {
        return new Identity(
                open("name", ref, sealed.name()),
                LocalDate.parse(open("birth_date", ref, sealed.birthDate())),
                Sex.valueOf(open("sex", ref, sealed.sex())));
    }

    Contact contact(UUID ref, PersonStore.Sealed sealed) {
        return new Contact(openIfThere("phone", ref, sealed.phone()), openIfThere("email", ref, sealed.email()));
    }

    byte[] personKey(MunicipalityCode municipality, Identity who) {
        var parent = municipalities.get(municipality).parent();
        return Sealing.personKey(keys.ring(), (parent == null ? municipality : parent).value(), who);
    }

    byte[] nameHash(MunicipalityCode municipality, String name) {
        return Sealing.nameHash(keys.ring(), municipality.value(), name);
    }

    private static byte[] seal(KeyRing ring, String column, UUID ref, String text) {
        return Sealing.seal(ring, new Sealing.Place(column, ref), text);
    }

    private @Nullable String openIfThere(String column, UUID ref, byte @Nullable [] sealed) {
        return sealed == null ? null : open(column, ref, sealed);
    }

    /** A key that this node has not seen yet was added by another: the file is read once more. */
    private String open(String column, UUID ref, byte @Nullable [] sealed) {
        var bytes = Objects.requireNonNull(sealed);
        var ring = keys.ring();
        if (ring.key(Sealing.keyOf(bytes)).isEmpty()) {
            ring = keys.reread();
        }
        return Sealing.open(ring, new Sealing.Place(column, ref), bytes);
    }
}
