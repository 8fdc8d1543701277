package dure.simulation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code dure.simulation.*}: what {@code ./dure simulate} makes.
 *
 * @param municipalities how many, in the order of their codes
 * @param years how many calendar years, this one the last
 */
@ConfigurationProperties("dure.simulation")
record SimulationSettings(
        @DefaultValue("243") int municipalities,
        @DefaultValue("3") int years,
        @DefaultValue("" + Simulated.USUAL_PROJECTS) int projects,
        @DefaultValue("1") long seed) {
    SimulationSettings {
        between("municipalities", municipalities, 1, 243);
        between("years", years, 1, 8);
        between("projects", projects, 1, 999);
    }

    private static void between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s: %d is not between %d and %d".formatted(what, value, least, most));
        }
    }
}
