package dure.council;

import dure.access.Permission;
import dure.web.Way;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CouncilWays {
    /** What lies before a member of a council. */
    @Bean
    Way councilsWay() {
        return new Way(35, "/councils", "council.title", 'c', Permission.COUNCILS_SPEAK.text());
    }
}
