// The picture on the screen: what is in it, where it stands, and how sigma shows the masks.

import Graph from "graphology";
import Sigma from "sigma";
import { arranged } from "./arrange.js";
import { fit, look, move } from "./camera.js";
import { dyes } from "./colours.js";
import { scaled, spread } from "./frame.js";
import { hover, names } from "./labels.js";
import { near, ofEdge, ofNode } from "./looks.js";
import { Lines, Nothing } from "./programs.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Shown} Shown */
/** @typedef {import("./colours.js").Theme} Theme */
/** @typedef {import("./looks.js").Look} Look */

/**
 * @typedef {object} On What a click means.
 * @property {(node: number) => void} node
 * @property {(edge: number) => void} edge
 * @property {() => void} ground
 */

/**
 * @typedef {object} Stage
 * @property {Model} model
 * @property {Graph} graph What sigma draws: nodes and edges by their numbers.
 * @property {Float64Array} x
 * @property {Float64Array} y
 * @property {number} wide How much wider it is drawn than it was laid out.
 * @property {number} scale
 * @property {Uint8Array} inside The nodes that are in the picture.
 */

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
const MOST_CLICKABLE = 20_000;
// The angle of a sunflower: no two seeds stand in one line.
const [GOLDEN, CLOSE, STEP] = [2.39996, 24, 9];

/**
 * @param {Model} model
 * @param {HTMLElement} box
 * @param {On} on
 * @param {Shown} first What is seen at first: its shape is that of the picture.
 */
export function scene(model, box, on, first) {
  const stage = staged(model, box, first);
  /** @type {Look} */
  const state = {
    shown: null,
    dyes: dyes(model.data.palette, "light"),
    chosen: null,
    near: new Set(),
  };
  const renderer = drawn(stage, box, state);
  renderer.on("clickNode", ({ node }) => on.node(Number(node)));
  renderer.on("clickEdge", ({ edge }) => on.edge(Number(edge)));
  renderer.on("clickStage", () => on.ground());
  const { x, y, graph, inside } = stage;
  const begun = () => renderer.getGraph() === graph;
  return {
    x,
    y,
    inside: () => inside,
    whole: () => graph.order === model.size,
    /** @param {Shown} shown @param {number | null} chosen @param {Theme} theme */
    paint(shown, chosen, theme) {
      const found = { shown, chosen, near: near(model, shown, chosen) };
      Object.assign(state, found, { dyes: dyes(model.data.palette, theme) });
      if (begun()) renderer.refresh({ skipIndexation: true });
    },
    /** @param {number} node @param {number} most @param {Set<number>} [last] */
    expand: (node, most, last) => expanded(stage, node, most, last),
    all: () => filled(stage, box),
    /** @param {Shown} shown */
    arrange(shown) {
      for (const node of arranged(model, shown, stage)) {
        graph.mergeNodeAttributes(String(node), { x: x[node], y: y[node] });
      }
    },
    /** @param {Shown} shown @param {boolean} [covered] Whether the dossier covers a part. */
    fit(shown, covered = false) {
      fit(renderer, box, stage, (one) => Boolean(shown.nodes[one] && inside[one]), covered);
      // Only now: all that came before would have been drawn in vain.
      if (begun()) renderer.refresh();
      else renderer.setGraph(graph);
    },
    /** @param {string} key */
    move: (key) => move(renderer, key),
    /** @param {number} node */
    look: (node) => look(renderer, node, graph.order),
  };
}

/**
 * @param {Model} model
 * @param {HTMLElement} box
 * @param {Shown} first
 * @returns {Stage}
 */
function staged(model, box, first) {
  const { data } = model;
  const wide = data.first ? 1 : spread(data, (node) => Boolean(first.nodes[node]), box);
  const x = Float64Array.from(data.x, (one) => one * wide);
  const y = Float64Array.from(data.y);
  data.first?.node.forEach((node, at) => {
    x[node] = (data.first?.x[at] ?? 0) * wide;
    y[node] = data.first?.y[at] ?? 0;
  });
  const scale = scaled(data.first?.node.length ?? model.size, box.clientWidth);
  const graph = new Graph({ multi: true, type: "undirected" });
  const stage = { model, graph, x, y, wide, scale, inside: new Uint8Array(model.size) };
  for (const node of data.first?.node ?? data.nodes.id.keys()) put(stage, node);
  return stage;
}

/**
 * @param {Stage} stage
 * @param {HTMLElement} box
 * @param {Look} state
 */
function drawn({ model, scale }, box, state) {
  const many = model.edges.length > MOST_CLICKABLE;
  const pen = names(() => state.dyes);
  const renderer = new Sigma(new Graph(), box, {
    allowInvalidContainer: true,
    defaultDrawNodeLabel: (ctx, node, settings) => pen.gather(ctx, node, settings),
    defaultDrawNodeHover: (ctx, node, settings) => hover(ctx, node, settings, state.dyes),
    edgeProgramClasses: { line: Lines, arrow: Nothing },
    enableEdgeEvents: !many,
    hideEdgesOnMove: many,
    labelDensity: 1,
    labelFont: FONT,
    labelGridCellSize: 90,
    labelRenderedSizeThreshold: 7.5 * scale,
    labelSize: 12.5,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    nodeHoverProgramClasses: { circle: Nothing },
    stagePadding: 14,
    zIndex: true,
    nodeReducer: (key, attributes) => ({ ...attributes, ...ofNode(model, state, Number(key)) }),
    edgeReducer: (key, attributes) => ({ ...attributes, ...ofEdge(model, state, Number(key)) }),
  });
  renderer.on("afterRender", () => pen.write());
  return renderer;
}

/**
 * Put a node into the picture, and its edges to what is there.
 * @param {Stage} stage
 * @param {number} node
 */
function put({ model, graph, x, y, scale, inside }, node) {
  if (inside[node]) return;
  inside[node] = 1;
  const [size, label] = [model.data.size[node] * scale, model.data.nodes.name[node]];
  graph.addNode(String(node), { x: x[node], y: y[node], size, label });
  for (let at = model.offsets[node]; at < model.offsets[node + 1]; at += 1) {
    const edge = model.via[at];
    if (!inside[model.others[at]] || graph.hasEdge(String(edge))) continue;
    const { from, to, s, t } = model.edges[edge];
    const width = Math.min(0.8 + 0.45 * Math.log2(to - from), 4);
    graph.addEdgeWithKey(String(edge), String(s), String(t), { size: width });
  }
}

/**
 * Put a node and its best tied neighbours into the picture; returns how many came.
 * @param {Stage} stage
 * @param {number} node
 * @param {number} most
 * @param {Set<number>} last The classes whose things come after all others.
 */
function expanded(stage, node, most, last = new Set()) {
  const { model, graph, x, y, inside } = stage;
  const { offsets, others } = model;
  const before = graph.order;
  put(stage, node);
  const near = new Set(others.slice(offsets[node], offsets[node + 1]));
  const fresh = [...near].filter((one) => !inside[one]);
  const ties = (/** @type {number} */ one) => offsets[one + 1] - offsets[one];
  const late = (/** @type {number} */ one) => Number(last.has(model.data.nodes.cls[one]));
  fresh.sort((a, b) => late(a) - late(b) || ties(b) - ties(a) || a - b);
  fresh.slice(0, most).forEach((one, at) => {
    // Around the node as the seeds of a sunflower: no two in one place, and the same each time.
    const [angle, away] = [at * GOLDEN, CLOSE + STEP * Math.sqrt(at + 1)];
    x[one] = x[node] + away * Math.cos(angle);
    y[one] = y[node] + away * Math.sin(angle);
    put(stage, one);
  });
  return { added: graph.order - before, left: Math.max(0, fresh.length - most) };
}

/**
 * Put everything into the picture, where the page's own layout has it.
 * @param {Stage} stage
 * @param {HTMLElement} box
 */
function filled(stage, box) {
  const { model, graph, x, y, wide } = stage;
  const { data } = model;
  stage.scale = scaled(model.size, box.clientWidth);
  for (let node = 0; node < model.size; node += 1) {
    [x[node], y[node]] = [data.x[node] * wide, data.y[node]];
    put(stage, node);
    const size = data.size[node] * stage.scale;
    graph.mergeNodeAttributes(String(node), { x: x[node], y: y[node], size });
  }
}
