package dure.region;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 자치단체: a local government that publishes a plan of its own (16 시·도 and 227 시·군·구 as of 2026-07).
 *
 * @param parent null at the level of a province
 * @param name its own name (서구)
 * @param fullName with its parent (대전광역시 서구): how it is shown, since there are many 서구
 * @param english as fullName, in English (Seo-gu, Daejeon)
 * @param validFrom null: before 2023, where the record of changes begins
 * @param validTo the last day; null: valid today
 */
public record Municipality(
        MunicipalityCode code,
        @Nullable MunicipalityCode parent,
        String name,
        String fullName,
        String shortName,
        String english,
        MunicipalityKind kind,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo) {

    /** Short, in English, as a tile of the map carries it: Jincheon, Seo-gu (as 서구), Chungbuk. */
    public String shortEnglish() {
        var own = english.split(",", 2)[0];
        if (kind.isProvincial()) {
            return own.replaceFirst("(-do| State)$", "").replaceFirst("(cheong|sang)(?=(buk|nam)$)", "");
        }
        return shortName.equals(name) ? own : own.replaceFirst("-(si|gun|gu)$", "");
    }

    public boolean isValidOn(LocalDate day) {
        return (validFrom == null || !day.isBefore(validFrom)) && (validTo == null || !day.isAfter(validTo));
    }
}
