// Write names beside dots, where one has room.

import { round, shape } from "../page/svg.js";

const [LETTER, LINE] = [6.4, 12];

/** @typedef {{x: number, y: number, radius: number, name: string}} Spot */

/**
 * Return the names of dots, in the order of the dots: one that would lie over a dot or a name before
 * it, or leave the picture, is left out.
 * @param {Spot[]} spots
 * @param {[number, number]} size
 */
export function names(spots, [width, height]) {
  /** @type {[number, number, number, number][]} */
  const taken = spots.map(({ x, y, radius }) => [x - radius, y - radius, x + radius, y + radius]);
  return spots.flatMap(({ x, y, radius, name }) => {
    const long = name.length * LETTER;
    const free = [x + radius + 3, x - radius - 3 - long].find(
      (left) =>
        left >= 0 &&
        left + long <= width &&
        y >= LINE / 2 &&
        y + LINE / 2 <= height &&
        !taken.some((one) => meets(one, [left, y - LINE / 2, left + long, y + LINE / 2])),
    );
    if (free === undefined) return [];
    taken.push([free, y - LINE / 2, free + long, y + LINE / 2]);
    const end = free < x;
    const at = { x: round(end ? free + long : free), y: round(y + 4) };
    return [shape("text", { ...at, class: "place", "text-anchor": end ? "end" : "start" }, name)];
  });
}

/**
 * @param {[number, number, number, number]} a
 * @param {[number, number, number, number]} b
 */
function meets(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
