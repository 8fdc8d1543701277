package dure.region;

import static duredb.Tables.CODE_CHANGE;
import static duredb.Tables.MUNICIPALITY;
import static duredb.Tables.TERM;
import static duredb.Tables.TILE;

import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** In the order in which one reads. @param municipalities by code, for what a tile does not say itself */
    List<Tile> tiles(Map<MunicipalityCode, Municipality> municipalities) {
        return db.selectFrom(TILE).orderBy(TILE.ROW_NO, TILE.COLUMN_NO).fetch(row -> {
            var municipality = Objects.requireNonNull(municipalities.get(new MunicipalityCode(row.getMunicipality())));
            return new Tile(
                    row.getRowNo(),
                    row.getColumnNo(),
                    municipality.code(),
                    Objects.requireNonNullElse(row.getName(), municipality.shortName()),
                    Objects.requireNonNullElse(row.getEnglish(), municipality.shortEnglish()));
        });
    }

    List<Term> terms() {
        return db.selectFrom(TERM).orderBy(TERM.NO).fetch(row -> new Term(row.getNo(), row.getFromOn(), row.getToOn()));
    }
}
