package dure.mail;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param from the sender of what goes out by e-mail */
@ConfigurationProperties("dure.mail")
record MailSettings(@DefaultValue("dure@localhost") String from) {}
