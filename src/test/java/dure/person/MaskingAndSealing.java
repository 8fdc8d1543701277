package dure.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.console.CannotStart;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class MaskingAndSealing {
    private static final KeyRing RING = KeyRing.parse(KeyRing.fresh(), "test");

    @Example
    void lists_show_names_and_numbers_as_offices_do() {
        assertThat(Masks.name("홍길동")).isEqualTo("홍*동");
        assertThat(Masks.name("이황")).isEqualTo("이*");
        assertThat(Masks.name("남궁민수")).isEqualTo("남**수");
        assertThat(Masks.name("곽")).isEqualTo("*");
        assertThat(Masks.name("Nguyen Van An")).isEqualTo("N***********n");
        assertThat(Masks.phone("010-1234-5678")).isEqualTo("010-****-5678");
        assertThat(Masks.phone("01012345678")).isEqualTo("010-****-5678");
        assertThat(Masks.phone("02-123-4567")).isEqualTo("02-***-4567");
        assertThat(Masks.phone("12345678")).isEqualTo("********");
        assertThat(Masks.email("hong@example.kr")).isEqualTo("h***@example.kr");
        assertThat(Masks.email("a@example.kr")).isEqualTo("***@example.kr");
    }

    @Property(tries = 500)
    void a_masked_name_has_the_length_of_the_name_and_at_most_two_of_its_letters(
            @ForAll @StringLength(min = 1, max = 60) @CharRange(from = '가', to = '힣') String name) {
        var masked = Masks.name(name);
        assertThat(masked.codePointCount(0, masked.length())).isEqualTo(name.codePointCount(0, name.length()));
        assertThat(masked.chars().filter(c -> c != '*').count()).isLessThanOrEqualTo(2);
        assertThat(masked.chars().filter(c -> c == '*').count()).isPositive();
    }

    @Property(tries = 500)
    void a_masked_number_never_shows_what_lies_in_its_middle(
            @ForAll @StringLength(min = 1, max = 15) @CharRange(from = '0', to = '9') String phone) {
        var masked = Masks.phone(phone);
        assertThat(masked.chars().filter(Character::isDigit).count()).isLessThanOrEqualTo(7);
        assertThat(masked.chars().filter(c -> c == '*').count()).isGreaterThanOrEqualTo(Math.min(phone.length(), 3));
    }

    @Property(tries = 500)
    void what_was_sealed_opens_in_its_place(@ForAll String text) {
        var place = new Sealing.Place("name", UUID.randomUUID());
        assertThat(Sealing.open(RING, place, Sealing.seal(RING, place, text)))
                .isEqualTo(new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8));
    }

    @Property(tries = 200)
    void no_byte_of_it_can_be_changed(
            @ForAll @StringLength(max = 40) String text, @ForAll @IntRange(max = 10_000) int at) {
        var place = new Sealing.Place("phone", UUID.randomUUID());
        var sealed = Sealing.seal(RING, place, text);
        sealed[at % sealed.length] ^= 1;
        assertThatThrownBy(() -> Sealing.open(RING, place, sealed)).isInstanceOf(Sealing.CannotOpen.class);
    }

    @Example
    void opens_in_no_other_row_or_column_and_with_no_other_ring() {
        var place = new Sealing.Place("phone", UUID.randomUUID());
        var sealed = Sealing.seal(RING, place, "010-1234-5678");
        assertThatThrownBy(() -> Sealing.open(RING, new Sealing.Place("phone", UUID.randomUUID()), sealed))
                .isInstanceOf(Sealing.CannotOpen.class);
        assertThatThrownBy(() -> Sealing.open(RING, new Sealing.Place("email", place.row()), sealed))
                .isInstanceOf(Sealing.CannotOpen.class);
        assertThatThrownBy(() -> Sealing.open(KeyRing.parse(KeyRing.fresh(), "other"), place, sealed))
                .isInstanceOf(Sealing.CannotOpen.class);
        assertThat(Sealing.keyOf(sealed)).isEqualTo("k1");
    }

    @Example
    void the_same_text_is_never_sealed_alike() {
        var place = new Sealing.Place("name", UUID.randomUUID());
        assertThat(Arrays.equals(Sealing.seal(RING, place, "홍길동"), Sealing.seal(RING, place, "홍길동")))
                .isFalse();
    }

    @Example
    void the_key_of_a_person_is_one_in_a_province_and_another_elsewhere() {
        var who = new Identity("홍 길동", LocalDate.of(1990, 3, 21), Sex.MALE);
        var same = new Identity("홍길동 ", LocalDate.of(1990, 3, 21), Sex.MALE);
        var other = new Identity("홍길동", LocalDate.of(1990, 3, 22), Sex.MALE);
        assertThat(Sealing.personKey(RING, "43000", who)).isEqualTo(Sealing.personKey(RING, "43000", same));
        assertThat(Sealing.personKey(RING, "43000", who)).isNotEqualTo(Sealing.personKey(RING, "43000", other));
        assertThat(Sealing.personKey(RING, "43000", who)).isNotEqualTo(Sealing.personKey(RING, "44000", who));
    }

    @Example
    void a_broken_ring_is_told_by_its_place_and_never_by_what_is_in_it() {
        for (var broken :
                new String[] {"", "k1 c2hvcnQ=", "index only", KeyRing.line("k1"), KeyRing.fresh() + "k1 x"}) {
            assertThatThrownBy(() -> KeyRing.parse(broken, "/keys"))
                    .isInstanceOf(CannotStart.class)
                    .hasMessage("person.keys.unreadable [/keys]");
        }
    }

    @Example
    void nothing_personal_stands_in_what_a_log_could_print() {
        var who = new Identity("홍길동", LocalDate.of(1990, 3, 21), Sex.MALE);
        var what = new Persons.New(who, new Contact("010-1234-5678", "hong@example.kr"), java.util.List.of());
        assertThat(who + " " + what + " " + what.contact() + " " + RING).doesNotContain("홍길동", "1990", "5678", "hong");
    }
}
