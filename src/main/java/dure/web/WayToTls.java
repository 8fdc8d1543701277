package dure.web;

import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** {@code dure.tls.redirect-port}: a port without TLS that sends everybody on to the one with it. */
@Component
@ConditionalOnProperty("dure.tls.redirect-port")
class WayToTls implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final int from;

    WayToTls(@Value("${dure.tls.redirect-port}") int from) {
        this.from = from;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        var plain = new Connector();
        plain.setScheme("http");
        plain.setPort(from);
        plain.setRedirectPort(server.getPort());
        server.addAdditionalConnectors(plain);
        server.addContextCustomizers(context -> {
            var everything = new SecurityCollection();
            everything.addPattern("/*");
            var constraint = new SecurityConstraint();
            constraint.setUserConstraint("CONFIDENTIAL");
            constraint.addCollection(everything);
            context.addConstraint(constraint);
        });
    }
}
