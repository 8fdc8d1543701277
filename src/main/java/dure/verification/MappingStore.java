package dure.verification;

import static duredb.Tables.FILE_MAPPING;

import dure.region.MunicipalityCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class MappingStore {
    private final DSLContext db;

    MappingStore(DSLContext db) {
        this.db = db;
    }

    /** The newest, or the usual heads. */
    Mapping newest(MunicipalityCode municipality, ListKind kind) {
        var m = FILE_MAPPING;
        return db.selectFrom(m)
                .where(m.MUNICIPALITY.eq(municipality.value()), m.KIND.eq(kind.name()))
                .orderBy(m.VERSION.desc())
                .limit(1)
                .fetchOptional(row -> {
                    var heads = new EnumMap<ListField, String>(ListField.class);
                    for (int i = 0; i < row.getFields().length; i++) {
                        heads.put(ListField.valueOf(row.getFields()[i]), row.getHeads()[i]);
                    }
                    return new Mapping(kind, row.getVersion(), heads);
                })
                .orElse(Mapping.usual(kind));
    }

    /** Whoever says it twice at once says it once: the second is told by the key. */
    Mapping add(MunicipalityCode municipality, ListKind kind, Map<ListField, String> heads, String by, Instant now) {
        var before = newest(municipality, kind);
        if (before.heads().equals(heads)) {
            return before;
        }
        var m = FILE_MAPPING;
        var fields = heads.keySet().stream().sorted().toList();
        db.insertInto(m)
                .set(m.MUNICIPALITY, municipality.value())
                .set(m.KIND, kind.name())
                .set(m.VERSION, before.version() + 1)
                .set(m.FIELDS, fields.stream().map(Enum::name).toArray(String[]::new))
                .set(m.HEADS, fields.stream().map(heads::get).toArray(String[]::new))
                .set(m.WRITTEN_AT, now.atOffset(ZoneOffset.UTC))
                .set(m.WRITTEN_BY, by)
                .execute();
        return new Mapping(kind, before.version() + 1, heads);
    }
}
