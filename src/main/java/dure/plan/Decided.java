package dure.plan;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * 의결 of a version, as it is recorded.
 *
 * @param by name of the body: 지역 일자리 창출 협의체
 * @param meeting of the council module; null where the resolution was recorded without one
 * @param documentNumber 결재 문서번호; null where there is none
 * @param amendment 수정가결: what was changed, in words; else empty
 */
public record Decided(
        Resolution resolution,
        LocalDate on,
        String by,
        @Nullable UUID meeting,
        @Nullable String documentNumber,
        String amendment) {}
