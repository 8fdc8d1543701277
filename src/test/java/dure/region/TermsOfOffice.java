package dure.region;

import static org.assertj.core.api.Assertions.assertThat;

import dure.DureTest;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DureTest
class TermsOfOffice {
    @Autowired
    Terms terms;

    @Test
    void there_have_been_nine_since_1995_and_each_begins_the_day_after_the_one_before() {
        var all = terms.all();
        assertThat(all).hasSize(9);
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).from()).isEqualTo(all.get(i - 1).to().plusDays(1));
        }
    }

    @Test
    void the_ninth_began_on_the_first_of_july_2026() {
        assertThat(terms.on(LocalDate.of(2026, 6, 30)).orElseThrow().no()).isEqualTo(8);
        assertThat(terms.on(LocalDate.of(2026, 7, 1)).orElseThrow().no()).isEqualTo(9);
    }

    @Test
    void a_term_touches_five_calendar_years() {
        assertThat(terms.find(7).orElseThrow().years()).containsExactly(2018, 2019, 2020, 2021, 2022);
    }

    @Test
    void a_year_of_local_elections_belongs_to_two_terms() {
        assertThat(terms.of(2022)).extracting(Term::no).containsExactly(7, 8);
        assertThat(terms.of(2021)).extracting(Term::no).containsExactly(7);
    }
}
