package dure.plan;

import java.util.List;

/** 핵심전략 with its 실천과제. */
public record Strategy(int no, String name, List<Task> tasks) {
    public record Task(int no, String name) {}
}
