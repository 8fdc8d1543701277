package dure.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;

class ChoosingAPassword {
    private static final Passwords PASSWORDS = new Passwords();

    @Test
    void refuses_more_than_the_ten_thousand_commonest() {
        assertThat(new CommonPasswords().size()).isGreaterThan(10_000);
    }

    @Test
    void refuses_what_is_common_in_any_case_and_with_a_tail() {
        for (var common : new String[] {
            "1234567890",
            "qwertyuiop",
            "Qwertyuiop",
            "password2026",
            "PASSWORD!!!!",
            "liverpool#1",
            "iloveyou2024!",
            "1111111111",
            "ababababab"
        }) {
            assertThat(PASSWORDS.fault(common, "kim")).as(common).hasValue("access.password.common");
        }
    }

    @Test
    void takes_sentences_and_long_random_ones() {
        for (var good : new String[] {
            "나의 긴 비밀 문장", "many a quiet evening", "kT7#vQ9pL2x!", "password-of-nobody-else", "blue 384729104857"
        }) {
            assertThat(PASSWORDS.fault(good, "kim")).as(good).isEmpty();
        }
    }

    @Test
    void keeps_them_by_argon2id_with_what_owasp_asks_for() {
        assertThat(PASSWORDS.hash("many a quiet evening")).contains("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void still_knows_those_that_were_kept_another_way_and_calls_them_outdated() {
        var old = "{pbkdf2@SpringSecurity_v5_8}"
                + Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("many a quiet evening");
        assertThat(PASSWORDS.matches("many a quiet evening", old)).isTrue();
        assertThat(PASSWORDS.matches("many a quiet morning", old)).isFalse();
        assertThat(PASSWORDS.isOutdated(old)).isTrue();
        assertThat(PASSWORDS.isOutdated(PASSWORDS.hash("many a quiet evening"))).isFalse();
    }

    /** A hundred at once would take 1.9 GB side by side; this JVM has one gigabyte for everything. */
    @Test
    void looks_at_no_more_than_a_few_at_once() throws Exception {
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = new ArrayList<Callable<String>>();
            for (var i = 0; i < 100; i++) {
                tries.add(() -> PASSWORDS.hash("many a quiet evening"));
            }
            for (var one : all.invokeAll(tries)) {
                assertThat(one.get()).contains("argon2id");
            }
        }
    }
}
