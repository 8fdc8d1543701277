package dure.region;

/** 자치단체 종류. The first six stand at the level of a province (시·도), the others below one (시·군·구). */
public enum MunicipalityKind {
    /** 특별시 */
    SPECIAL_CITY,
    /** 통합특별시 */
    INTEGRATED_SPECIAL_CITY,
    /** 광역시 */
    METROPOLITAN_CITY,
    /** 특별자치시 */
    SPECIAL_AUTONOMOUS_CITY,
    /** 도 */
    PROVINCE,
    /** 특별자치도 */
    SPECIAL_AUTONOMOUS_PROVINCE,
    /** 시 */
    CITY,
    /** 군 */
    COUNTY,
    /** 자치구 */
    DISTRICT;

    public boolean isProvincial() {
        return compareTo(CITY) < 0;
    }
}
