/**
 * 백업과 복원: one archive of all that the database holds, taken while Dure runs or while it does not, and proved equal when
 * it is put back. Its commands start beside the application and without it: {@link dure.backup.BackupCommand}.
 */
@ApplicationModule(allowedDependencies = {"console", "database", "ledger", "plan"})
@NullMarked
package dure.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
