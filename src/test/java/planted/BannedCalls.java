package planted;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Each of the calls that the house does not use. */
@SuppressWarnings({"SystemOut", "JavaUtilDate"})
class BannedCalls {
    LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Seoul"));
    }

    Instant now() {
        return Instant.now();
    }

    long millis() {
        return System.currentTimeMillis();
    }

    void print(Exception exception) {
        System.out.println(new java.util.Date());
        exception.printStackTrace();
    }
}
