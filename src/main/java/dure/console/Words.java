package dure.console;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.springframework.core.env.Environment;

/** Messages for where there is no Spring yet: the terminal speaks before the application stands, and when it fails. */
record Words(Locale language) {
    private static final Control NO_FALLBACK = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);

    static Words of(Environment environment) {
        return new Words(Locale.forLanguageTag(environment.getProperty("dure.language", "ko")));
    }

    String text(String key, Object... values) {
        var module = key.substring(0, key.indexOf('.'));
        var messages = ResourceBundle.getBundle("messages/" + module, language, NO_FALLBACK);
        return new MessageFormat(messages.getString(key), language).format(values);
    }
}
