// Where the reader looks: all that is shown, one thing, or a step aside.

import { framed } from "./frame.js";

/** @typedef {import("sigma").default} Sigma */
/** @typedef {{x: ArrayLike<number>, y: ArrayLike<number>}} Places */

const [NEAREST, FARTHEST, CLOSER, STEP] = [0.02, 4, 1.25, 0.1];
const FEW = 200;

/**
 * Frame nodes, as large as it goes, beside what covers the picture.
 * @param {Sigma} renderer
 * @param {HTMLElement} box
 * @param {Places} places
 * @param {(node: number) => boolean} taken
 * @param {boolean} covered Whether the dossier covers a part of it.
 */
export function fit(renderer, box, places, taken, covered) {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let node = 0; node < places.x.length; node += 1) {
    if (!taken(node)) continue;
    [left, right] = [Math.min(left, places.x[node]), Math.max(right, places.x[node])];
    [low, high] = [Math.min(low, places.y[node]), Math.max(high, places.y[node])];
  }
  if (left > right) return;
  renderer.setCustomBBox(framed(left, right, low, high, box, covered));
  renderer.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
}

/**
 * Move the camera by a key.
 * @param {Sigma} renderer
 * @param {string} key
 */
export function move(renderer, key) {
  const camera = renderer.getCamera();
  const { x, y, ratio } = camera.getState();
  const by = STEP * ratio;
  /** @type {Record<string, {x?: number, y?: number, ratio?: number}>} */
  const moves = {
    ArrowLeft: { x: x - by },
    ArrowRight: { x: x + by },
    ArrowUp: { y: y + by },
    ArrowDown: { y: y - by },
    "+": { ratio: Math.max(ratio / CLOSER, NEAREST) },
    "=": { ratio: Math.max(ratio / CLOSER, NEAREST) },
    "-": { ratio: Math.min(ratio * CLOSER, FARTHEST) },
  };
  if (moves[key]) camera.setState(moves[key]);
}

/**
 * Bring a node into the middle.
 * @param {Sigma} renderer
 * @param {number} node
 * @param {number} many How many there are in the picture.
 */
export function look(renderer, node, many) {
  const at = renderer.getNodeDisplayData(String(node));
  const camera = renderer.getCamera();
  const closest = many > FEW ? 0.5 : 1;
  if (at) camera.setState({ x: at.x, y: at.y, ratio: Math.min(camera.ratio, closest) });
}
