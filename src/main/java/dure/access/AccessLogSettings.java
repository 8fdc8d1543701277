package dure.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param keepMonths how long rows are kept; 24 at least (접속기록 of public bodies), and by default as long as the record of
 *     granted roles must be (3 years)
 * @param personsPerHour different persons that one account sees in an hour before the auditor is told
 * @param personsPerDay the same of a day
 * @param refusalsPerDay refusals of one account, or failed sign-ins from one address, in a day
 * @param downloadRecords records of one download
 * @param nightFrom hour of the day in Korea at which night begins
 * @param nightTo hour at which it ends
 */
@ConfigurationProperties("dure.access-log")
record AccessLogSettings(
        @DefaultValue("36") int keepMonths,
        @DefaultValue("30") int personsPerHour,
        @DefaultValue("100") int personsPerDay,
        @DefaultValue("10") int refusalsPerDay,
        @DefaultValue("500") int downloadRecords,
        @DefaultValue("22") int nightFrom,
        @DefaultValue("6") int nightTo) {
    static final int SHORTEST = 24;

    AccessLogSettings {
        if (keepMonths < SHORTEST) {
            throw new IllegalArgumentException(
                    "dure.access-log.keep-months is %d; the access log is kept for %d months at least"
                            .formatted(keepMonths, SHORTEST));
        }
    }
}
