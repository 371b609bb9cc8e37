// Questions about the shape of what is shown: neighbourhoods, cores, components, paths.

/** @typedef {import("./model.js").Model} Model */
/** @typedef {Uint8Array} Mask One for what counts, nought for what does not. */

/**
 * Visit the neighbours of a node over edges that count.
 * @param {Model} model
 * @param {Mask} edges
 * @param {number} node
 * @param {(other: number, edge: number) => void} visit
 */
function neighbours(model, edges, node, visit) {
  for (let at = model.offsets[node]; at < model.offsets[node + 1]; at += 1) {
    if (edges[model.via[at]]) visit(model.others[at], model.via[at]);
  }
}

/**
 * Return the nodes within so many hops of a node, that node among them.
 * @param {Model} model
 * @param {Mask} edges
 * @param {number} start
 * @param {number} hops
 * @returns {Mask}
 */
export function ego(model, edges, start, hops) {
  const found = new Uint8Array(model.size);
  found[start] = 1;
  let front = [start];
  for (let hop = 0; hop < hops && front.length; hop += 1) {
    /** @type {number[]} */
    const next = [];
    for (const node of front) {
      neighbours(model, edges, node, (other) => {
        if (!found[other]) {
          found[other] = 1;
          next.push(other);
        }
      });
    }
    front = next;
  }
  return found;
}

/**
 * Return the nodes of the k-core: each has at least k different neighbours in it.
 * @param {Model} model
 * @param {Mask} edges
 * @param {number} k
 * @returns {Mask}
 */
export function core(model, edges, k) {
  const found = new Uint8Array(model.size).fill(1);
  const near = Array.from({ length: model.size }, (_, node) => {
    /** @type {Set<number>} */
    const others = new Set();
    neighbours(model, edges, node, (other) => others.add(other));
    return others;
  });
  const left = near.map((others) => others.size);
  const going = left.flatMap((degree, node) => (degree < k ? [node] : []));
  going.forEach((node) => (found[node] = 0));
  for (let node = going.pop(); node !== undefined; node = going.pop()) {
    for (const other of near[node]) {
      left[other] -= 1;
      if (found[other] && left[other] < k) {
        found[other] = 0;
        going.push(other);
      }
    }
  }
  return found;
}

/**
 * Return the nodes of the largest connected part; of equals, the one with the first node.
 * @param {Model} model
 * @param {Mask} edges
 * @returns {Mask}
 */
export function main(model, edges) {
  const seen = new Uint8Array(model.size);
  /** @type {number[]} */
  let best = [];
  for (let start = 0; start < model.size; start += 1) {
    if (seen[start]) continue;
    seen[start] = 1;
    const part = [start];
    for (let at = 0; at < part.length; at += 1) {
      neighbours(model, edges, part[at], (other) => {
        if (!seen[other]) {
          seen[other] = 1;
          part.push(other);
        }
      });
    }
    if (part.length > best.length) best = part;
  }
  const found = new Uint8Array(model.size);
  for (const node of best) found[node] = 1;
  return found;
}

/**
 * Return the nodes of a shortest path from one node to another, or null where there is none.
 * @param {Model} model
 * @param {Mask} edges
 * @param {number} from
 * @param {number} to
 * @returns {number[] | null}
 */
export function path(model, edges, from, to) {
  const before = new Int32Array(model.size).fill(-1);
  before[from] = from;
  const queue = [from];
  for (let at = 0; at < queue.length && before[to] < 0; at += 1) {
    neighbours(model, edges, queue[at], (other) => {
      if (before[other] < 0) {
        before[other] = queue[at];
        queue.push(other);
      }
    });
  }
  if (before[to] < 0) return null;
  const found = [to];
  while (found[0] !== from) found.unshift(before[found[0]]);
  return found;
}
