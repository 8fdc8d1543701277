package dure.web;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param language of a page whose reader has not chosen one: ko or en */
@ConfigurationProperties("dure")
record WebSettings(@DefaultValue("ko") Locale language) {}
