package dure.region;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The door to 민선 N기. */
@Service
public class Terms {
    private final List<Term> terms;

    Terms(RegionStore store) {
        this.terms = store.terms();
    }

    public List<Term> all() {
        return terms;
    }

    public Optional<Term> find(int no) {
        return terms.stream().filter(term -> term.no() == no).findFirst();
    }

    public Optional<Term> on(LocalDate day) {
        return terms.stream().filter(term -> term.contains(day)).findFirst();
    }

    /** The terms that a calendar year touches: two in a year of local elections. */
    public List<Term> of(int year) {
        return terms.stream().filter(term -> term.years().contains(year)).toList();
    }
}
