package dure.access;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings for tests on plain objects: the defaults but for what is named. */
final class Settings {
    private Settings() {}

    static AccessSettings with(@Nullable String key, @Nullable String keyFile) {
        var values = new HashMap<String, Object>();
        if (key != null) {
            values.put("dure.access.key", key);
        }
        if (keyFile != null) {
            values.put("dure.access.key-file", keyFile);
        }
        return with(values);
    }

    static AccessSettings with(Map<String, Object> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("dure.access", AccessSettings.class);
    }
}
