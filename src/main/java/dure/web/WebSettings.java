package dure.web;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param language of a page whose reader has not chosen one: ko or en
 * @param face public, office or both
 * @param proxies addresses of those reverse proxies whose word on a client's address and on TLS is taken; none by default,
 *     as anybody can write such a header
 */
@ConfigurationProperties("dure")
record WebSettings(
        @DefaultValue("ko") Locale language,
        @DefaultValue("both") Face face,
        @DefaultValue List<String> proxies) {}
