package dure.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * 요청 제한, a minute, over all nodes. Whoever is signed in counts alone, so that an office of hundreds behind one address
 * is not one asker; only the public counts by address.
 *
 * @param signIn failed attempts from one address: 300 people who come at nine, one in ten of whom mistypes,
 *     make half of it
 * @param anonymous pages and answers of the API read from one address
 * @param reading pages and answers of the API read by one account
 * @param writing what one account writes, one by one
 * @param uploads files that one account sends
 * @param downloads files that one account, or one address, takes
 */
@ConfigurationProperties("dure.limits")
record LimitSettings(
        @DefaultValue("60") int signIn,
        @DefaultValue("1200") int anonymous,
        @DefaultValue("2400") int reading,
        @DefaultValue("3000") int writing,
        @DefaultValue("120") int uploads,
        @DefaultValue("120") int downloads) {
    int of(RequestKind kind) {
        return switch (kind) {
            case SIGN_IN -> signIn;
            case ANONYMOUS -> anonymous;
            case READING -> reading;
            case WRITING -> writing;
            case UPLOAD -> uploads;
            case DOWNLOAD -> downloads;
        };
    }
}
