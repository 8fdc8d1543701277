package dure.plan;

/** 목표 구성: a line into which the plan itself divides its total. Projects may belong to one. */
public record Component(int no, String label, Quantity quantity, ProgrammeType programmeType, Sector sector) {}
