package dure.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What the servlet container does by itself, done as we do it. */
@Configuration(proxyBeanMethods = false)
class Container {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerFaults(
            MessageSource messages, JsonMapper json, WebSettings settings) {
        // The last valve of the host is asked first for its report.
        return factory -> factory.addContextCustomizers(context -> context.getParent()
                .getPipeline()
                .addValve(new ContainerFaults(messages, json, settings.language())));
    }
}
