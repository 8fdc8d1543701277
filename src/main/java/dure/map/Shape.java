package dure.map;

import java.util.List;
import java.util.Map;

/**
 * A feature of the file: what it says of itself, and its rings, outer ones and holes alike (they are filled by turns).
 *
 * @param no from 1, as it stands in the file
 * @param properties as text; an id of the feature is among them
 * @param rings positions one after the other: longitude, latitude [degrees]
 */
record Shape(int no, Map<String, String> properties, List<double[]> rings) {}
