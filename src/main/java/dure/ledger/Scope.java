package dure.ledger;

import dure.region.Term;
import java.time.LocalDate;

/** 집계 범위: entries whose whole period lies inside. One that straddles its edge belongs to no part of it. */
public sealed interface Scope {
    LocalDate from();

    LocalDate to();

    /** 연도 */
    record InYear(int year) implements Scope {
        @Override
        public LocalDate from() {
            return LocalDate.of(year, 1, 1);
        }

        @Override
        public LocalDate to() {
            return LocalDate.of(year, 12, 31);
        }
    }

    /** 민선 N기 */
    record InTerm(Term term) implements Scope {
        @Override
        public LocalDate from() {
            return term.from();
        }

        @Override
        public LocalDate to() {
            return term.to();
        }
    }
}
