package dure.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class SayingNumbersAndDates {
    private final Wording korean = wording(Locale.KOREAN);
    private final Wording english = wording(Locale.ENGLISH);

    @Test
    void unknown_is_a_dash_and_zero_is_zero() {
        assertThat(korean.number(null)).isEqualTo("–");
        assertThat(korean.percent(null)).isEqualTo("–");
        assertThat(korean.won(null)).isEqualTo("–");
        assertThat(korean.date(null)).isEqualTo("–");
        assertThat(korean.number(0)).isEqualTo("0");
        assertThat(korean.won(0L)).isEqualTo("0원");
    }

    @Test
    void approximate_quantities_keep_their_mark() {
        assertThat(korean.number(12_000, true)).isEqualTo("약 12,000");
        assertThat(english.number(12_000, true)).isEqualTo("about 12,000");
        assertThat(korean.number(null, true)).isEqualTo("–");
    }

    @Test
    void percents_are_rounded_half_up_to_one_decimal() {
        assertThat(korean.percent(0.8186)).isEqualTo("81.9\u00a0%");
        assertThat(korean.percent(new BigDecimal("0.5854"))).isEqualTo("58.5\u00a0%");
        assertThat(english.percent(1.1511)).isEqualTo("115.1%");
        assertThat(korean.percent(0.0005)).isEqualTo("0.1\u00a0%");
        assertThat(korean.percent(0)).isEqualTo("0.0\u00a0%");
        assertThat(korean.publishedPercent(new BigDecimal("67"))).isEqualTo("67\u00a0%");
    }

    @Test
    void differences_have_a_sign() {
        assertThat(korean.signed(364)).isEqualTo("+364");
        assertThat(korean.signed(-20)).isEqualTo("−20");
        assertThat(korean.signed(0)).isEqualTo("0");
    }

    @Test
    void money_is_read_by_eok_and_man() {
        assertThat(korean.won(422_220_000_000L)).isEqualTo("4,222억\u00a02,000만원");
        assertThat(korean.won(60_000_000_000L)).isEqualTo("600억원");
        assertThat(korean.won(100_000_001L)).isEqualTo("1억\u00a01원");
        assertThat(korean.won(12_345L)).isEqualTo("1만\u00a02,345원");
        assertThat(korean.won(-20_000L)).isEqualTo("−2만원");
        assertThat(korean.wonInFull(422_220_000_000L)).isEqualTo("422,220,000,000원");
        assertThat(english.won(422_220_000_000L)).isEqualTo("KRW\u00a0422.22\u00a0billion");
        assertThat(english.won(60_000_000_000L)).isEqualTo("KRW\u00a060\u00a0billion");
        assertThat(english.won(999_999L)).isEqualTo("KRW\u00a0999,999");
    }

    @Test
    void dates_are_korean_dates() {
        assertThat(korean.date(LocalDate.of(2020, 12, 31))).isEqualTo("2020.\u00a012.\u00a031.");
        assertThat(english.date(LocalDate.of(2020, 12, 31))).isEqualTo("31\u00a0Dec\u00a02020");
        assertThat(korean.moment(Instant.parse("2020-12-31T16:05:00Z"))).isEqualTo("2021.\u00a01.\u00a01.\u00a001:05");
    }

    private static Wording wording(Locale locale) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/web");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, locale);
    }
}
