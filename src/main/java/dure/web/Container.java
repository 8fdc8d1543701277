package dure.web;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.valves.RemoteIpValve;
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
        return factory -> factory.addContextCustomizers(context ->
                context.getParent().getPipeline().addValve(new ContainerFaults(messages, json, settings.language())));
    }

    /** Takes the word of those proxies that the operator names, and of nobody else, on who asks and whether by TLS. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> trustedProxies(WebSettings settings) {
        return factory -> {
            if (settings.proxies().isEmpty()) {
                return;
            }
            var valve = new RemoteIpValve();
            valve.setInternalProxies(
                    settings.proxies().stream().map(Pattern::quote).collect(Collectors.joining("|")));
            valve.setRemoteIpHeader("X-Forwarded-For");
            valve.setProtocolHeader("X-Forwarded-Proto");
            factory.addEngineValves(valve);
        };
    }
}
