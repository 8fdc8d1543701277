package dure.person;

import dure.access.Permission;
import dure.web.Way;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PersonWays {
    @Bean
    Way personsWay() {
        return new Way(40, "/persons", "person.title", 'p', Permission.PERSONS_READ.text());
    }

    @Bean
    Way keysWay() {
        return new Way(95, "/persons/keys", "person.keys.title", 'k', Permission.ACCESS_WRITE.text());
    }
}
