package dure.council;

import dure.region.MunicipalityCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 협의체. */
record Council(
        CouncilId id,
        MunicipalityCode municipality,
        Kind kind,
        String name,
        LocalDate foundedOn,
        @Nullable LocalDate dissolvedOn) {
    enum Kind {
        /** 지역 일자리 창출 협의체 */
        JOBS_COUNCIL,
        /** 노사민정협의회 */
        TRIPARTITE,
        /** 지역고용심의회 */
        EMPLOYMENT_BOARD,
        /** 그 밖의 심의·자문 기구 */
        OTHER
    }
}
