/**
 * 보완조치: what is done about a laggard, by which department, until when, and what the ledger showed afterwards. Door: {@link
 * dure.action.Actions}.
 */
@ApplicationModule(allowedDependencies = {"region", "access", "plan", "ledger", "finding", "mail", "notice", "web"})
@NullMarked
package dure.action;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
