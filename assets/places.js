// Write where countries stand on a map, from Natural Earth: node places.js > ../ontology/centroids.csv
import { geoArea, geoCentroid } from "d3-geo";
import { readFile } from "node:fs/promises";
import { feature } from "topojson-client";

/** @typedef {import("geojson").Position[][]} Rings */
/** @typedef {{id?: string, properties: {name: string}, geometry: import("geojson").Geometry}} Land */

// The coarser one is enough; only what it lacks is taken from the finer one.
const SCALES = ["50m", "10m"];
// The atlas gives no number to what ISO 3166 has no number for.
const UNNUMBERED = { Kosovo: "XKX" };

const codes = await numbers();
/** @type {Map<string, string>} */
const rows = new Map();
for (const scale of SCALES) {
  for (const land of await lands(scale)) {
    const iso3 = land.id
      ? codes.get(land.id)
      : UNNUMBERED[/** @type {keyof typeof UNNUMBERED} */ (land.properties.name)];
    if (!iso3 || rows.has(iso3)) continue;
    const [lon, lat] = geoCentroid(largest(land.geometry)).map((one) => one.toFixed(2));
    const source = `Natural Earth 1:${scale} by world-atlas 2.0.2: centroid of the largest part`;
    rows.set(iso3, `${iso3},${lon},${lat},${source}`);
  }
}
process.stdout.write(
  ["iso3,lon,lat,source", ...[...rows.values()].sort()].map((one) => `${one}\n`).join(""),
);

/** @returns {Promise<Map<string, string>>} */
async function numbers() {
  const text = await readFile(process.argv[2] ?? "../ontology/countries.csv", "utf8");
  const found = text.split("\n").map((line) => line.split(","));
  return new Map(found.filter((row) => row[2]).map((row) => [row[2], row[0]]));
}

/**
 * @param {string} scale
 * @returns {Promise<Land[]>}
 */
async function lands(scale) {
  const path = `node_modules/world-atlas/countries-${scale}.json`;
  const world = JSON.parse(await readFile(path, "utf8"));
  return /** @type {any} */ (feature(world, world.objects.countries)).features;
}

/**
 * Return the largest part: the middle of France and its overseas lands lies in Spain.
 * @param {import("geojson").Geometry} geometry
 * @returns {import("geojson").Polygon}
 */
function largest(geometry) {
  const parts = /** @type {Rings[]} */ (
    geometry.type === "MultiPolygon"
      ? geometry.coordinates
      : [/** @type {import("geojson").Polygon} */ (geometry).coordinates]
  );
  const shapes = parts.map((coordinates) => ({
    type: /** @type {"Polygon"} */ ("Polygon"),
    coordinates,
  }));
  return shapes.reduce((one, other) => (geoArea(other) > geoArea(one) ? other : one));
}
