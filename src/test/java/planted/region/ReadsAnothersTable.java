package planted.region;

import duredb.Tables;
import org.jooq.Table;

/** "region" asks a table of "plan", once by the list of all tables and once by its class. */
class ReadsAnothersTable {
    Table<?> byTheList() {
        return Tables.PLAN;
    }

    Table<?> byItsClass() {
        return duredb.tables.Goal.GOAL;
    }
}
