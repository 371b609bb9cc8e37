// A new layout, in the page, of what is shown: ForceAtlas2 for a moment.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Shown} Shown */

const [STEPS, LEAST, WORK] = [200, 20, 200_000];

/**
 * Lay out anew what is shown, in place, and return the nodes that were moved.
 * @param {Model} model
 * @param {Shown} shown
 * @param {{x: Float64Array, y: Float64Array}} places
 * @returns {number[]}
 */
export function arranged({ data, edges }, shown, { x, y }) {
  const part = new Graph({ multi: true, type: "undirected" });
  shown.nodes.forEach((one, node) => {
    if (one) part.addNode(node, { x: x[node], y: y[node], size: data.size[node] });
  });
  edges.forEach(({ s, t }, number) => {
    if (shown.edges[number]) part.addEdge(s, t);
  });
  if (part.order < 2) return [];
  const settings = { ...forceAtlas2.inferSettings(part), adjustSizes: true, scalingRatio: 8 };
  const iterations = Math.max(LEAST, Math.min(STEPS, Math.round(WORK / part.order)));
  forceAtlas2.assign(part, { iterations, settings });
  return part.mapNodes((key, at) => {
    [x[Number(key)], y[Number(key)]] = [at.x, at.y];
    return Number(key);
  });
}
