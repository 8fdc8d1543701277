package dure.forecast;

import dure.plan.Project;

/**
 * 부진 사업: a project that will probably miss its target.
 *
 * @param expected at the scope's end, the mean of the distribution
 * @param shortfall expected shortfall: what is missing of the target on the average of all courses, those that meet it
 *     with 0; more than target − expected where the course is unsure
 */
public record Laggard(Project project, long expected, long target, long shortfall) {}
