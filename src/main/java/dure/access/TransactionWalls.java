package dure.access;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.TransactionSystemException;

/**
 * Tells PostgreSQL at the beginning of every transaction who is asking, for that transaction only. Where nobody is
 * bound nothing is set, and the row security shows no rows.
 */
@Component
class TransactionWalls implements TransactionExecutionListener {
    private final ObjectProvider<DataSource> dataSource;
    private final ObjectProvider<Access> access;

    TransactionWalls(ObjectProvider<DataSource> dataSource, ObjectProvider<Access> access) {
        this.dataSource = dataSource;
        this.access = access;
    }

    @Override
    public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
        var bound = access.getObject().bound();
        if (failure != null || bound.isEmpty()) {
            return;
        }
        var viewer = bound.get();
        var source = dataSource.getObject();
        Connection connection = DataSourceUtils.getConnection(source);
        try (var statement = connection.prepareStatement("select set_config('dure.reads', ?, true),"
                + " set_config('dure.writes', ?, true), set_config('dure.departments', ?, true),"
                + " set_config('dure.persons', ?, true), set_config('dure.persons_write', ?, true),"
                + " set_config('dure.access_log', ?, true), set_config('dure.accounts', ?, true),"
                + " set_config('dure.councils', ?, true), set_config('dure.speaks', ?, true),"
                + " set_config('dure.account', ?, true), set_config('dure.corrections', ?, true),"
                + " set_config('dure.reporting', ?, true), set_config('dure.rules', ?, true),"
                + " set_config('dure.indicators', ?, true), set_config('dure.verifies', ?, true),"
                + " set_config('dure.public', 'on', true)")) {
            var powers = viewer.powers();
            statement.setString(1, viewer.reads().asSetting());
            statement.setString(2, powers.writes().asSetting());
            statement.setString(
                    3,
                    powers.departments().stream()
                            .map(Powers.Department::asSetting)
                            .collect(Collectors.joining("\n")));
            statement.setString(4, powers.reach(Permission.PERSONS_READ).asSetting());
            statement.setString(5, powers.reach(Permission.PERSONS_WRITE).asSetting());
            statement.setString(6, powers.reach(Permission.ACCESS_LOG_READ).asSetting());
            statement.setString(7, powers.reach(Permission.ACCESS_WRITE).asSetting());
            statement.setString(8, powers.reach(Permission.COUNCILS_WRITE).asSetting());
            statement.setString(9, powers.reach(Permission.COUNCILS_SPEAK).asSetting());
            statement.setString(
                    10, viewer.account() == null ? "" : viewer.account().toString());
            statement.setString(11, powers.reach(Permission.CORRECTIONS_APPROVE).asSetting());
            statement.setString(12, powers.reach(Permission.REPORTING_RUN).asSetting());
            statement.setString(13, powers.reach(Permission.RULES_WRITE).asSetting());
            statement.setString(14, powers.reach(Permission.INDICATORS_WRITE).asSetting());
            statement.setString(15, powers.reach(Permission.ENTRIES_VERIFY).asSetting());
            statement.execute();
        } catch (SQLException e) {
            throw new TransactionSystemException("Could not bind the viewer to the transaction", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }
}
