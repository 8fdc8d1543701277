package dure.region;

import static duredb.Tables.CODE_CHANGE;
import static duredb.Tables.MUNICIPALITY;
import static duredb.Tables.TERM;

import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class RegionStore {
    private final DSLContext db;

    RegionStore(DSLContext db) {
        this.db = db;
    }

    List<Municipality> municipalities() {
        return db.selectFrom(MUNICIPALITY)
                .orderBy(MUNICIPALITY.PARENT_CODE.nullsFirst(), MUNICIPALITY.CODE)
                .fetch(row -> new Municipality(
                        new MunicipalityCode(row.getCode()),
                        row.getParentCode() == null ? null : new MunicipalityCode(row.getParentCode()),
                        row.getName(),
                        row.getFullName(),
                        row.getShortName(),
                        row.getEnglish(),
                        MunicipalityKind.valueOf(row.getKind()),
                        row.getValidFrom(),
                        row.getValidTo()));
    }

    List<CodeChange> changes() {
        return db.selectFrom(CODE_CHANGE)
                .orderBy(CODE_CHANGE.EFFECTIVE_ON, CODE_CHANGE.OLD_CODE, CODE_CHANGE.NEW_CODE)
                .fetch(row -> new CodeChange(
                        new MunicipalityCode(row.getOldCode()),
                        new MunicipalityCode(row.getNewCode()),
                        row.getEffectiveOn(),
                        CodeChange.Reason.valueOf(row.getReason())));
    }

    List<Term> terms() {
        return db.selectFrom(TERM).orderBy(TERM.NO).fetch(row -> new Term(row.getNo(), row.getFromOn(), row.getToOn()));
    }
}
