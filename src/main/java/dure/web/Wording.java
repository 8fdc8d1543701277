package dure.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * Texts, numbers, money and dates as people read them, in one language. What is not known is shown as "–", never as 0;
 * rounding happens here and nowhere before.
 */
public class Wording {
    /** What is not known. */
    public static final String UNKNOWN = "–";

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final long EOK = 100_000_000;
    private static final long MAN = 10_000;
    private static final String NO_BREAK_SPACE = "\u00a0";

    private final MessageSource messages;
    private final Locale locale;

    public Wording(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    /** ko or en */
    public String language() {
        return locale.getLanguage();
    }

    public boolean isEnglish() {
        return language().equals("en");
    }

    /**
     * The text of a key. Whole numbers among the arguments get thousands separators; give years, codes and dates as
     * strings.
     */
    public String text(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** The same in the other language, where both are shown. */
    public Wording other() {
        return new Wording(messages, isEnglish() ? Locale.KOREAN : Locale.ENGLISH);
    }

    /** The text of an enum's constant: "plan.measure" and JOBS give that of plan.measure.JOBS. */
    public String text(String prefix, Enum<?> constant) {
        return text(prefix + "." + constant.name());
    }

    /** 12,000; decimals as they are, at most three; "–" for null. */
    public String number(@Nullable Number number) {
        return number == null ? UNKNOWN : NumberFormat.getInstance(locale).format(number);
    }

    /** A quantity that the source gives as 여, 약 or 가량 keeps that mark: 약 12,000. */
    public String number(@Nullable Number number, boolean approximate) {
        return number == null || !approximate ? number(number) : text("web.approximate", number(number));
    }

    /** As {@link #number(Number)} with the sign, for differences: +364, −20, 0. */
    public String signed(@Nullable Number number) {
        if (number == null) {
            return UNKNOWN;
        }
        var sign = Math.signum(number.doubleValue());
        return sign == 0 ? number(0) : (sign > 0 ? "+" : "−") + number(new BigDecimal(number.toString()).abs());
    }

    /** A ratio (0.8186) as percent, half-up to one decimal: 81.9 %. */
    public String percent(@Nullable Number ratio) {
        return ratio == null ? UNKNOWN : publishedPercent(new BigDecimal(ratio.toString()).movePointRight(2), 1);
    }

    /** A percent that a statistic or a plan states as such (67): shown as stated. */
    public String publishedPercent(@Nullable BigDecimal percent) {
        return percent == null
                ? UNKNOWN
                : publishedPercent(
                        percent, Math.max(0, percent.stripTrailingZeros().scale()));
    }

    private String publishedPercent(BigDecimal percent, int decimals) {
        return decimal(percent, decimals) + (isEnglish() ? "%" : NO_BREAK_SPACE + "%");
    }

    /** Money to read: 4,222억 2,000만원; KRW 422.22 billion. */
    public String won(@Nullable Long won) {
        if (won == null) {
            return UNKNOWN;
        }
        return isEnglish() ? wonInEnglish(won) : wonInKorean(won);
    }

    /** Money to the won: 422,220,000,000원. */
    public String wonInFull(@Nullable Long won) {
        return won == null ? UNKNOWN : text("web.won", number(won));
    }

    private String wonInKorean(long won) {
        var parts = new ArrayList<String>();
        var rest = Math.abs(won);
        if (rest >= EOK) {
            parts.add(number(rest / EOK) + "억");
        }
        if (rest % EOK >= MAN) {
            parts.add(number(rest % EOK / MAN) + "만");
        }
        if (rest % MAN > 0 || parts.isEmpty()) {
            parts.add(number(rest % MAN));
        }
        return (won < 0 ? "−" : "") + String.join(NO_BREAK_SPACE, parts) + "원";
    }

    private String wonInEnglish(long won) {
        var amount = BigDecimal.valueOf(Math.abs(won));
        var minus = won < 0 ? "−" : "";
        for (var unit : List.of("trillion", "billion", "million")) {
            var size = BigDecimal.TEN.pow(unit.equals("trillion") ? 12 : unit.equals("billion") ? 9 : 6);
            if (amount.compareTo(size) >= 0) {
                var shown = amount.divide(size, 2, RoundingMode.HALF_UP);
                return "KRW" + NO_BREAK_SPACE + minus + number(shown) + NO_BREAK_SPACE + unit;
            }
        }
        return "KRW" + NO_BREAK_SPACE + minus + number(amount);
    }

    /** 2020. 12. 31.; 31 Dec 2020 */
    public String date(@Nullable LocalDate date) {
        return date == null ? UNKNOWN : date.format(pattern(isEnglish() ? "d MMM uuuu" : "uuuu. M. d."));
    }

    /** An instant in Korean time: 2020. 12. 31. 14:05 */
    public String moment(@Nullable Instant instant) {
        return instant == null
                ? UNKNOWN
                : instant.atZone(SEOUL).format(pattern(isEnglish() ? "d MMM uuuu, HH:mm" : "uuuu. M. d. HH:mm"));
    }

    private DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern.replace(' ', '\u00a0'), locale);
    }

    private String decimal(BigDecimal number, int decimals) {
        var format = NumberFormat.getInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
