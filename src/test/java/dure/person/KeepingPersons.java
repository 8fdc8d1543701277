package dure.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dure.DureTest;
import dure.TestBooks;
import dure.TestDatabase;
import dure.access.Access;
import dure.access.Reach;
import dure.access.Role;
import dure.access.Viewer;
import dure.console.CannotStart;
import dure.region.MunicipalityCode;
import dure.web.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@DureTest
class KeepingPersons {
    private static final Consent.Notice NEEDED =
            new Consent.Notice(true, "구직 상담", "성명, 생년월일, 성별, 전화", 24, "거부할 수 있으며, 거부하면 상담을 받을 수 없습니다.");
    private static final Consent.Notice NEWS =
            new Consent.Notice(false, "채용 소식", "전자우편", 12, "거부할 수 있으며, 거부해도 영향이 없습니다.");

    @Autowired
    Persons persons;

    @Autowired
    PersonStore store;

    @Autowired
    Resealing resealing;

    @Autowired
    Keys keys;

    @Autowired
    TestBooks books;

    @Autowired
    TestDatabase database;

    @Test
    void lists_them_masked_and_opens_one_for_a_reason() {
        var place = place();
        var ref = register(place, "홍길동");
        assertThat(as(place, () -> persons.list(place, 0, 10)).persons())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.name()).isEqualTo("홍*동");
                    assertThat(one.phone()).isEqualTo("010-****-5678");
                    assertThat(one.email()).isEqualTo("h***@example.kr");
                    assertThat(one.birthYear()).isEqualTo(1990);
                });
        var opened = as(place, () -> persons.open(place, ref, "면접 일정 연락"));
        assertThat(opened.identity().name()).isEqualTo("홍길동");
        assertThat(opened.consents()).hasSize(2);
        assertThatThrownBy(() -> as(place, () -> persons.open(place, ref, " "))).isInstanceOf(Refusal.class);
    }

    @Test
    void keeps_nothing_in_the_database_that_tells_who_somebody_is() throws SQLException {
        var place = place();
        var ref = register(place, "홍길동");
        try (var connection = database.asSuperuser()) {
            var row = TestDatabase.column(
                            connection,
                            "select p::text || convert_from(decode(encode(name, 'hex'), 'escape'), 'UTF8') from person p where id = '"
                                    + ref + "'")
                    .getFirst();
            assertThat(row).doesNotContain("홍길동", "5678", "1990-03-21", "hong@");
        }
    }

    @Test
    void writes_whose_data_somebody_looked_at_into_the_access_log() throws SQLException {
        var place = place();
        var ref = register(place, "홍길동");
        as(place, () -> persons.list(place, 0, 10));
        as(place, () -> persons.named(place, "홍 길동"));
        as(place, () -> persons.open(place, ref, "면접 일정 연락"));
        assertThat(logged(place, ref))
                .containsExactly("REGISTER_PERSON ", "LIST_PERSONS ", "LIST_PERSONS ", "READ_PERSON 면접 일정 연락");
    }

    @Test
    void finds_an_exact_name_and_candidates_for_the_same_person() {
        var place = place();
        var first = register(place, "홍길동");
        register(place, "김철수");
        assertThat(as(place, () -> persons.named(place, " 홍길 동"))).hasSize(1);
        assertThat(as(place, () -> persons.named(place, "홍길"))).isEmpty();
        var again = as(place, () -> persons.register(place, somebody("홍길동")));
        assertThat(again.candidates()).extracting(Person.Masked::ref).containsExactly(first);
        as(place, () -> {
            persons.link(place, first, again.ref(), true, "신분증 확인");
            persons.link(place, again.ref(), first, false, "잘못 이음");
            return null;
        });
        assertThat(as(place, () -> persons.links(place, first)))
                .extracting(Persons.Link::same)
                .containsExactly(false, true);
    }

    @Test
    void shows_them_to_no_other_municipality_and_to_no_other_role() {
        var place = place();
        var elsewhere = place();
        var ref = register(place, "홍길동");
        assertThatThrownBy(() -> as(elsewhere, () -> persons.list(place, 0, 10)))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> as(elsewhere, () -> persons.open(elsewhere, ref, "상담")))
                .isInstanceOf(Refusal.class);
        for (var role : Role.values()) {
            var viewer = Viewer.acting("Tester", null, Set.of(role), Reach.of(Set.of(place)));
            if (role == Role.COUNSELLOR) {
                continue;
            }
            assertThatThrownBy(() -> Access.as(viewer, () -> persons.masked(place, ref)))
                    .as(role.name())
                    .isInstanceOf(AccessDeniedException.class);
            // and where the code forgot to ask:
            assertThat(Access.as(viewer, () -> store.keysInUse()))
                    .as(role.name())
                    .isEmpty();
        }
    }

    @Test
    void registers_nobody_without_consent_and_says_everything_that_is_wrong() {
        var place = place();
        assertThatThrownBy(() -> as(
                        place,
                        () -> persons.register(
                                place,
                                new Persons.New(
                                        new Identity(" ", LocalDate.of(1850, 1, 1), Sex.MALE),
                                        new Contact("abc", "hong@example.kr"),
                                        List.of()))))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.fields())
                                .extracting(Refusal.Field::name)
                                .containsExactly("name", "birthDate", "phone", "consent", "email"));
    }

    @Test
    void destroys_at_once_where_a_required_consent_is_withdrawn_and_the_address_where_an_optional_one_is()
            throws SQLException {
        var place = place();
        var ref = register(place, "홍길동");
        as(place, () -> {
            persons.withdraw(place, ref, 2);
            return null;
        });
        assertThat(as(place, () -> persons.masked(place, ref)).email()).isNull();
        assertThatThrownBy(() -> as(place, () -> {
                    persons.change(place, ref, new Contact(null, "hong@example.kr"));
                    return null;
                }))
                .isInstanceOf(Refusal.class);
        as(place, () -> {
            persons.withdraw(place, ref, 1);
            return null;
        });
        assertGone(place, ref);
        assertThat(as(place, () -> persons.destructions(place)))
                .extracting(Persons.Destruction::rule)
                .containsExactly(Persons.Rule.CONSENT_WITHDRAWN, Persons.Rule.CONSENT_WITHDRAWN);
    }

    @Test
    void destroys_by_schedule_whose_period_or_purpose_is_over_and_keeps_a_record_without_personal_data()
            throws SQLException {
        var place = place();
        var old = register(place, "홍길동");
        var done = register(place, "김철수");
        var kept = register(place, "이영희");
        try (var connection = database.asSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("update person set keep_until = current_date - 1 where id = '" + old + "'");
        }
        as(place, () -> {
            persons.endPurpose(place, done);
            return null;
        });
        Access.as(Viewer.PRODUCT, () -> persons.destroyDue(100));
        assertGone(place, old);
        assertGone(place, done);
        assertThat(as(place, () -> persons.masked(place, kept)).name()).isEqualTo("이*희");
        assertThat(as(place, () -> persons.destructions(place)))
                .satisfiesExactlyInAnyOrder(
                        one -> {
                            assertThat(one.rule()).isEqualTo(Persons.Rule.PERIOD_ENDED);
                            assertThat(one.persons()).containsExactly(old);
                        },
                        one -> {
                            assertThat(one.rule()).isEqualTo(Persons.Rule.PURPOSE_ENDED);
                            assertThat(one.persons()).containsExactly(done);
                        });
        assertThat(logged(place, old)).contains("DESTROY_PERSONS ");
    }

    private void assertGone(MunicipalityCode place, PersonRef ref) throws SQLException {
        assertThatThrownBy(() -> as(place, () -> persons.masked(place, ref))).isInstanceOf(Refusal.class);
        try (var connection = database.asSuperuser()) {
            assertThat(TestDatabase.column(
                            connection,
                            "select num_nonnulls(name, birth_date, sex, phone, email, key_hash, name_hash, sealed_with)"
                                    + " from person where id = '" + ref + "'"))
                    .containsExactly("0");
        }
    }

    @Test
    void seals_everybody_anew_with_a_new_key_while_others_read() throws Exception {
        var place = place();
        var refs = new ArrayList<PersonRef>();
        for (int i = 0; i < 60; i++) {
            refs.add(register(place, "홍길동"));
        }
        var before = keys.ring().newest();
        var going = new AtomicBoolean(true);
        var read = new AtomicInteger();
        var failed = new AtomicInteger();
        var reader = Thread.ofPlatform().start(() -> {
            while (going.get()) {
                try {
                    as(place, () -> persons.list(place, 0, 60)).persons().forEach(one -> {
                        if (!one.name().equals("홍*동")) {
                            failed.incrementAndGet();
                        }
                    });
                    read.incrementAndGet();
                } catch (RuntimeException e) {
                    failed.incrementAndGet();
                }
            }
        });
        var added = keys.add();
        try (var connection = database.asSuperuser();
                var statement = connection.createStatement()) {
            // An interruption in the middle: some are sealed with either key, and the next run goes on.
            assertThat(added).isNotEqualTo(before);
            assertThat(resealing.run()).isGreaterThanOrEqualTo(60);
        }
        going.set(false);
        reader.join();
        assertThat(failed).hasValue(0);
        assertThat(read.get()).isPositive();
        assertThat(Access.as(Viewer.PRODUCT, () -> store.keysInUse())).containsExactly(added);
        assertThat(as(place, () -> persons.open(place, refs.getLast(), "상담"))
                        .identity()
                        .name())
                .isEqualTo("홍길동");
        assertThat(resealing.run()).isZero();
    }

    @Test
    void does_not_start_without_the_keys_of_what_is_there(@TempDir Path empty) throws Exception {
        register(place(), "홍길동");
        assertThatThrownBy(() -> new Keys(new PersonSettings(null, null, 200), store, empty, "both"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("person.keys.missing");
        assertThat(empty.resolve("person.keys")).doesNotExist();
        Files.writeString(empty.resolve("person.keys"), KeyRing.fresh().replace("k1 ", "other "));
        assertThatThrownBy(() -> new Keys(new PersonSettings(null, null, 200), store, empty, "both"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("person.keys.unknown");
        assertThatThrownBy(() -> new Keys(new PersonSettings(empty.resolve("none"), null, 200), store, empty, "both"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("person.keys.missing");
    }

    @Test
    void gives_the_portal_no_key_that_could_be_taken_from_it(@TempDir Path empty) {
        register(place(), "홍길동");
        var keys = new Keys(new PersonSettings(null, null, 200), store, empty, "public");
        assertThat(empty).isEmptyDirectory();
        assertThat(keys.ring()).isNotEqualTo(this.keys.ring());
    }

    private PersonRef register(MunicipalityCode place, String name) {
        return as(place, () -> persons.register(place, somebody(name))).ref();
    }

    private static Persons.New somebody(String name) {
        return new Persons.New(
                new Identity(name, LocalDate.of(1990, 3, 21), Sex.MALE),
                new Contact("010-1234-5678", "hong@example.kr"),
                List.of(NEEDED, NEWS));
    }

    private List<String> logged(MunicipalityCode place, PersonRef ref) throws SQLException {
        try (var connection = database.asSuperuser()) {
            return TestDatabase.column(
                    connection,
                    "select action || ' ' || reason from access_log where chain = '" + place + "' and '" + ref
                            + "' = any (persons) order by position");
        }
    }

    private MunicipalityCode place() {
        return books.next().municipality();
    }

    private static <T> T as(MunicipalityCode place, Callable<T> work) {
        return Access.as(Viewer.acting("Tester", null, Set.of(Role.COUNSELLOR), Reach.of(Set.of(place))), work);
    }
}
