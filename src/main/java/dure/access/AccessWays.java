package dure.access;

import dure.web.Way;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.core.GrantedAuthorityDefaults;

@Configuration(proxyBeanMethods = false)
class AccessWays {
    /** Ways and pages ask by the text of a permission (access:write), without a prefix. */
    @Bean
    static GrantedAuthorityDefaults authoritiesWithoutPrefix() {
        return new GrantedAuthorityDefaults("");
    }

    @Bean
    Way accountsWay() {
        return new Way(90, "/access", "access.title", 'a', Permission.ACCESS_WRITE.text());
    }

    @Bean
    Way accessLogWay() {
        return new Way(85, "/access-log", "access.log.title", 'l', Permission.ACCESS_LOG_READ.text());
    }
}
