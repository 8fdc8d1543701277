package dure.person;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keys file of the key ring; null: person.keys in the data directory, made at the first start
 * @param keyRing the ring itself, lines or parts divided by ";", where it comes from the environment
 *     (DURE_PERSON_KEYRING); null: the file
 * @param resealBatch persons that one transaction seals anew with a new key
 */
@ConfigurationProperties("dure.person")
record PersonSettings(
        @Nullable Path keys,
        @Nullable String keyRing,
        @DefaultValue("200") int resealBatch) {
    @Override
    public String toString() {
        return "PersonSettings";
    }
}
