package dure.tower;

import dure.web.Way;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TowerWays {
    @Bean
    Way nationalWay() {
        return new Way(10, "/", "tower.national.title", 'm', null);
    }

    /** For whoever is signed in. */
    @Bean
    Way importWay() {
        return new Way(30, "/plan-workbooks", "tower.import.title", 'i', "");
    }

    @Bean
    Way rulesWay() {
        return new Way(70, "/rules", "tower.rules.title", 'r', null);
    }

    @Bean
    Way glossaryWay() {
        return new Way(80, "/glossary", "tower.glossary.title", 'w', null);
    }
}
