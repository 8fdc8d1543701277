package dure.plan;

import dure.region.Book;

/** A version of a plan became public. */
public record PlanDisclosed(PlanId plan, Book book, PlanKind kind, int period) {}
