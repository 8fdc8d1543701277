package dure.region;

/**
 * 타일: where a municipality stands on the map of equal tiles. 제주 stands on two, under the names of its 행정시.
 *
 * @param row from 0, north to south
 * @param column from 0, west to east
 * @param name short, as the tile carries it (서구, 진천)
 * @param english as name, in English (Seo-gu, Jincheon)
 */
public record Tile(int row, int column, MunicipalityCode municipality, String name, String english) {}
