// The picture on the screen: what is in it, where it stands, and how sigma shows the masks.

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import Sigma from "sigma";
import * as colours from "./colours.js";
import { framed, scaled } from "./frame.js";
import { hover, label } from "./labels.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Shown} Shown */
/** @typedef {import("./colours.js").Theme} Theme */

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif";
const MOST_CLICKABLE = 20_000;
const STEPS = 200;
const FEW = 200;
// So few are all named, and none is dimmed.
const NAMED = 45;

/**
 * @param {Model} model
 * @param {HTMLElement} box
 * @param {{node: (node: number) => void, edge: (edge: number) => void, ground: () => void}} on
 */
export function scene(model, box, on) {
  const { data } = model;
  const x = Float64Array.from(data.x);
  const y = Float64Array.from(data.y);
  const graph = new Graph({ multi: true, type: "undirected" });
  const state = {
    /** @type {Shown | null} */ shown: null,
    /** @type {Theme} */ theme: "light",
    /** @type {number | null} */ chosen: null,
    /** @type {Set<number>} */ near: new Set(),
    scene: new Uint8Array(model.size),
  };

  let scale = scaled(data.first?.node.length ?? model.size, box.clientWidth);

  /** @param {number} node */
  function put(node) {
    if (state.scene[node]) return;
    state.scene[node] = 1;
    graph.addNode(String(node), {
      x: x[node],
      y: y[node],
      size: data.size[node] * scale,
      label: data.nodes.name[node],
    });
    for (let at = model.offsets[node]; at < model.offsets[node + 1]; at += 1) {
      const [other, edge] = [model.others[at], model.via[at]];
      if (state.scene[other] && !graph.hasEdge(String(edge))) {
        const { from, to, s, t } = model.edges[edge];
        const size = Math.min(0.8 + 0.45 * Math.log2(to - from), 4);
        graph.addEdgeWithKey(String(edge), String(s), String(t), { size });
      }
    }
  }

  if (data.first) {
    data.first.node.forEach((node, at) => {
      x[node] = data.first?.x[at] ?? 0;
      y[node] = data.first?.y[at] ?? 0;
    });
  }
  for (const node of data.first?.node ?? data.nodes.id.keys()) put(node);

  const renderer = new Sigma(graph, box, {
    allowInvalidContainer: true,
    defaultDrawNodeLabel: (ctx, node, settings) => label(ctx, node, settings, state.theme),
    defaultDrawNodeHover: (ctx, node, settings) => hover(ctx, node, settings, state.theme),
    enableEdgeEvents: model.edges.length <= MOST_CLICKABLE,
    hideEdgesOnMove: model.edges.length > MOST_CLICKABLE,
    labelDensity: 0.6,
    labelFont: FONT,
    labelGridCellSize: 110,
    labelRenderedSizeThreshold: 7.5 * scale,
    labelSize: 12.5,
    minCameraRatio: 0.02,
    maxCameraRatio: 4,
    stagePadding: 40,
    zIndex: true,
    nodeReducer: (key, attributes) => looksOfNode(Number(key), attributes),
    edgeReducer: (key, attributes) => looksOfEdge(Number(key), attributes),
  });
  renderer.on("clickNode", ({ node }) => on.node(Number(node)));
  renderer.on("clickEdge", ({ edge }) => on.edge(Number(edge)));
  renderer.on("clickStage", () => on.ground());

  /** @param {number} node @param {object} attributes */
  function looksOfNode(node, attributes) {
    const lit = state.chosen === null || state.near.has(node);
    const colour = colours.node(data.classes[data.nodes.cls[node]][0], state.theme);
    const { ground } = colours.GROUNDS[state.theme];
    return {
      ...attributes,
      hidden: !state.shown?.nodes[node],
      color: lit ? colour : colours.mixed(colour, ground, 0.18),
      highlighted: node === state.chosen,
      forceLabel: node === state.chosen || (state.near.has(node) && state.near.size <= NAMED),
      zIndex: lit ? 1 : 0,
      label: lit ? data.nodes.name[node] : null,
    };
  }

  /** @param {number} number @param {object} attributes */
  function looksOfEdge(number, attributes) {
    const { s, t, cls, faint } = model.edges[number];
    const whole = state.chosen === null || (state.shown?.counts.nodes ?? 0) <= NAMED;
    const lit = whole || s === state.chosen || t === state.chosen;
    const colour = colours.edge(cls, faint, state.theme);
    return {
      ...attributes,
      hidden: !state.shown?.edges[number],
      color: lit ? colour : colours.mixed(colour, colours.GROUNDS[state.theme].ground, 0.25),
      zIndex: lit ? 1 : 0,
    };
  }

  return {
    x,
    y,
    inside: () => state.scene,
    whole: () => graph.order === model.size,
    /** @param {Shown} shown @param {number | null} chosen @param {Theme} theme */
    paint(shown, chosen, theme) {
      Object.assign(state, {
        shown,
        chosen,
        theme,
        near: new Set(chosen === null ? [] : [chosen]),
      });
      model.edges.forEach(({ s, t }, number) => {
        if (shown.edges[number] && (s === chosen || t === chosen)) state.near.add(s).add(t);
      });
      if (shown.counts.nodes <= NAMED) {
        shown.nodes.forEach((one, node) => one && state.near.add(node));
      }
      renderer.refresh({ skipIndexation: true });
    },
    /** Put a node and its best tied neighbours into the picture; returns how many came. @param {number} node @param {number} most */
    expand(node, most) {
      const before = graph.order;
      put(node);
      const others = new Set(model.others.slice(model.offsets[node], model.offsets[node + 1]));
      const fresh = [...others].filter((one) => !state.scene[one]);
      const degree = (/** @type {number} */ one) => model.offsets[one + 1] - model.offsets[one];
      fresh.sort((a, b) => degree(b) - degree(a) || a - b);
      fresh.slice(0, most).forEach((one, at) => {
        // A sunflower around the node: no two in one place, and the same each time.
        const [angle, away] = [at * 2.39996, 24 + 9 * Math.sqrt(at + 1)];
        x[one] = x[node] + away * Math.cos(angle);
        y[one] = y[node] + away * Math.sin(angle);
        put(one);
      });
      return { added: graph.order - before, left: Math.max(0, fresh.length - most) };
    },
    all() {
      scale = scaled(model.size, box.clientWidth);
      for (let node = 0; node < model.size; node += 1) {
        [x[node], y[node]] = [data.x[node], data.y[node]];
        put(node);
        const size = data.size[node] * scale;
        graph.mergeNodeAttributes(String(node), { x: x[node], y: y[node], size });
      }
    },
    /** Lay out anew what is shown. @param {Shown} shown */
    arrange(shown) {
      const part = new Graph({ multi: true, type: "undirected" });
      shown.nodes.forEach((one, node) => {
        if (one) part.addNode(node, { x: x[node], y: y[node], size: data.size[node] });
      });
      model.edges.forEach(({ s, t }, number) => {
        if (shown.edges[number]) part.addEdge(s, t);
      });
      if (part.order < 2) return;
      const settings = { ...forceAtlas2.inferSettings(part), adjustSizes: true, scalingRatio: 8 };
      const iterations = Math.max(20, Math.min(STEPS, Math.round(200_000 / part.order)));
      forceAtlas2.assign(part, { iterations, settings });
      part.forEachNode((key, at) => {
        [x[Number(key)], y[Number(key)]] = [at.x, at.y];
        graph.mergeNodeAttributes(key, { x: at.x, y: at.y });
      });
    },
    /**
     * Show all that is shown, as large as it goes beside what covers the picture.
     * @param {Shown} shown
     * @param {boolean} [covered] Whether the dossier does.
     */
    fit(shown, covered = false) {
      let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
      shown.nodes.forEach((one, node) => {
        if (!one || !state.scene[node]) return;
        [left, right] = [Math.min(left, x[node]), Math.max(right, x[node])];
        [low, high] = [Math.min(low, y[node]), Math.max(high, y[node])];
      });
      if (left > right) return;
      renderer.setCustomBBox(framed(left, right, low, high, box, covered));
      renderer.refresh();
      renderer.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
    },
    /** Move the camera by a key. @param {string} key */
    move(key) {
      const camera = renderer.getCamera();
      const { x: left, y: low, ratio } = camera.getState();
      const by = 0.1 * ratio;
      if (key === "ArrowLeft") camera.setState({ x: left - by });
      if (key === "ArrowRight") camera.setState({ x: left + by });
      if (key === "ArrowUp") camera.setState({ y: low + by });
      if (key === "ArrowDown") camera.setState({ y: low - by });
      if (key === "+" || key === "=") camera.setState({ ratio: Math.max(ratio / 1.25, 0.02) });
      if (key === "-") camera.setState({ ratio: Math.min(ratio * 1.25, 4) });
    },
    /** Bring a node into the middle. @param {number} node */
    look(node) {
      const at = renderer.getNodeDisplayData(String(node));
      const camera = renderer.getCamera();
      const closest = graph.order > FEW ? 0.5 : 1;
      if (at) camera.setState({ x: at.x, y: at.y, ratio: Math.min(camera.ratio, closest) });
    },
  };
}
