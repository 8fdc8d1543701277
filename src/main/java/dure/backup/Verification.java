package dure.backup;

import dure.console.CannotStart;
import dure.console.Console;
import dure.database.WholeDatabase;
import dure.ledger.LedgerProof;
import dure.plan.PlanProof;
import java.sql.SQLException;

/** 점검: what the ledger says of itself, and whether its tallies say what its lines say. */
final class Verification {
    private final WholeDatabase database;
    private final Console console;

    Verification(WholeDatabase database, Console console) {
        this.database = database;
        this.console = console;
    }

    void run() throws SQLException {
        try (var connection = database.connectToRead()) {
            connection.setAutoCommit(false);
            Catalogue.seeEverything(connection);
            say(console, LedgerProof.of(connection), PlanProof.of(connection));
        }
        try (var connection = database.connectToRead()) {
            connection.setAutoCommit(false);
            if (!Catalogue.is(connection, "select pg_has_role('dure_app', 'set')")) {
                console.say("backup.tallies-unseen");
                return;
            }
            Catalogue.run(connection, "set local role dure_app");
            int differences = LedgerProof.differences(connection);
            if (differences > 0) {
                throw new CannotStart("backup.tallies-differ", differences);
            }
            console.say("backup.tallies-agree");
        }
    }

    static void say(Console console, LedgerProof ledger, PlanProof plans) {
        for (var book : ledger.books()) {
            console.say(
                    "backup.book",
                    book.book(),
                    book.entries(),
                    String.valueOf(book.position()),
                    String.valueOf(book.disclosedPosition()),
                    book.digest().substring(0, 12));
        }
        console.say(
                "backup.plans", plans.plans(), plans.disclosed(), plans.digest().substring(0, 12));
    }
}
