/**
 * What goes out by e-mail, where a mail server is set. It knows nothing of what the mails say. Door: {@link dure.mail.Mail}.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dure.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
