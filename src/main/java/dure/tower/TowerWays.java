package dure.tower;

import dure.web.Way;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TowerWays {
    @Bean
    Way listWay() {
        return new Way(10, "/", "tower.list.title", 'm', null);
    }

    @Bean
    Way glossaryWay() {
        return new Way(80, "/glossary", "tower.glossary.title", 'w', null);
    }
}
