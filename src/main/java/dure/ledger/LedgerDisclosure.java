package dure.ledger;

import dure.region.Book;
import java.time.Instant;

/** 실적 공시: a book's lines up to a position became public. */
public record LedgerDisclosure(Book book, long position, Instant at) {}
