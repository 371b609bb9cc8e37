// The parts of the world that the map can show, and how each is laid flat.

import { geoEqualEarth } from "d3-geo";

/**
 * @typedef {object} Part
 * @property {string} name
 * @property {[number, number, number, number] | null} box What it wants seen: west, south, east,
 * north; null is all.
 */

/** @type {Map<string, Part>} */
export const PARTS = new Map([
  ["world", { name: "World", box: null }],
  ["africa", { name: "Africa", box: [-18, -35, 52, 37] }],
  ["americas", { name: "Americas", box: [-125, -55, -35, 58] }],
  ["asia", { name: "Asia and Oceania", box: [60, -45, 179, 54] }],
  ["europe", { name: "Europe", box: [-11, 35, 42, 66] }],
  ["middle-east", { name: "Middle East", box: [24, 12, 64, 43] }],
]);
export const WORLD = "world";
// Degrees east that the whole world is turned by, so that no land is parted.
const TURN = 11;

/**
 * Return the projection that fits a part into a picture.
 * @param {string} part
 * @param {any} lands What the whole world is.
 * @param {[number, number]} size
 */
export function projection(part, lands, [width, height]) {
  const box = PARTS.get(part)?.box ?? null;
  /** @type {[[number, number], [number, number]]} */
  const room = [
    [2, 2],
    [width - 2, height - 2],
  ];
  if (!box) return geoEqualEarth().rotate([-TURN, 0]).fitExtent(room, lands);
  const [west, south, east, north] = box;
  const middle = (west + east) / 2;
  const coordinates = [west, middle, east].flatMap((x) => [south, north].map((y) => [x, y]));
  /** @type {any} */
  const wanted = { type: "MultiPoint", coordinates };
  return geoEqualEarth()
    .rotate([-middle, 0])
    .fitExtent(room, wanted)
    .clipExtent([
      [0, 0],
      [width, height],
    ]);
}
