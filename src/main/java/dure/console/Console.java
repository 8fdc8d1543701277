package dure.console;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The door to the terminal. Texts are those of the module that speaks: the key's first part names its file. */
@Component
@SuppressWarnings("SystemOut") // the one place that may
public class Console {
    private final Words words;

    Console(Environment environment) {
        this.words = Words.of(environment);
    }

    /** Says one line, or several where the text has several. */
    public void say(String key, Object... values) {
        System.out.println(words.text(key, values));
        System.out.flush();
    }
}
