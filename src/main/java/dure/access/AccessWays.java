package dure.access;

import dure.web.Way;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccessWays {
    @Bean
    Way accountsWay() {
        return new Way(90, "/access", "access.title", 'a', Role.ADMINISTRATOR.name());
    }
}
