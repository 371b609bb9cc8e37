// The picture as shapes on a sheet, for what sigma's canvas cannot do: SVG, PNG and print.

import { round } from "../page/svg.js";
import { short, spot, walls } from "./labels.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Shown} Shown */
/** @typedef {import("./colours.js").Dyes} Dyes */

/**
 * @typedef {object} Picture
 * @property {number} width
 * @property {number} height
 * @property {string} ground
 * @property {{x1: number, y1: number, x2: number, y2: number, colour: string, width: number}[]} lines
 * @property {{x: number, y: number, r: number, colour: string}[]} dots
 * @property {{x: number, y: number, text: string, colour: string, size: number}[]} texts
 */

// How wide a letter is, of its height; and how many names a sheet bears.
const LETTER = 0.56;
const MOST = 60;

/**
 * Return the picture of what is shown, with a caption under it.
 * @param {Model} model
 * @param {Shown} shown
 * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} places
 * @param {{dyes: Dyes, caption: string[], width?: number, height?: number}} how
 * @returns {Picture}
 */
export function picture(model, shown, places, { dyes, caption, width = 1600, height = 1000 }) {
  const nodes = [...shown.nodes.keys()].filter((node) => shown.nodes[node]);
  const foot = 20 * (caption.length + 1) + 26;
  const at = fitted(nodes, places, width, height - foot);
  const { ground, ink, soft } = dyes;
  const dots = nodes.map((node) => ({
    ...at(node),
    r: radius(model, node, nodes.length),
    colour: dyes.node(classOf(model, node)),
  }));
  const drawn = { width, height, ground, lines: lines(model, shown, at, dyes), dots };
  const texts = named(model, nodes, dots, ink, width);
  caption.forEach((text, line) =>
    texts.push({ x: 24, y: height - foot + 50 + 20 * line, text, colour: soft, size: 13 }),
  );
  const found = { ...drawn, texts };
  explain(model, shown, nodes, found, height - foot + 18, dyes);
  return found;
}

/**
 * Write the legend under a picture: the classes of its dots and of its lines.
 * @param {Model} model
 * @param {Shown} shown
 * @param {number[]} nodes
 * @param {Picture} found
 * @param {number} y
 * @param {Dyes} dyes
 */
function explain({ data, edges }, shown, nodes, found, y, dyes) {
  let x = 30;
  /** @param {string} text */
  const write = (text) => {
    found.texts.push({ x: x + 12, y: y + 5, text, colour: dyes.ink, size: 14 });
    x += 50 + text.length * 14 * LETTER;
  };
  const used = new Set(nodes.map((node) => data.nodes.cls[node]));
  data.classes.forEach(([name, text], cls) => {
    if (!used.has(cls)) return;
    found.dots.push({ x, y, r: 6, colour: dyes.node(name) });
    write(text);
  });
  const drawn = edges.filter((_, edge) => shown.edges[edge]);
  for (const cls of new Set(drawn.map((edge) => edge.cls))) {
    const text = data.kinds.find((kind) => kind.cls === cls)?.group ?? cls;
    const colour = dyes.edge(cls, false);
    found.lines.push({ x1: x - 14, y1: y, x2: x + 6, y2: y, colour, width: 3 });
    write(text);
  }
}

/**
 * @param {Model} model
 * @param {Shown} shown
 * @param {(node: number) => {x: number, y: number}} at
 * @param {Dyes} dyes
 */
function lines(model, shown, at, dyes) {
  return model.edges.flatMap(({ s, t, cls, faint, from, to }, number) => {
    if (!shown.edges[number]) return [];
    const [a, b] = [at(s), at(t)];
    const width = Math.min(1 + 0.5 * Math.log2(to - from), 4);
    return [{ x1: a.x, y1: a.y, x2: b.x, y2: b.y, colour: dyes.edge(cls, faint), width }];
  });
}

/**
 * Return where nodes fall on a sheet of this size.
 * @param {number[]} nodes
 * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} places
 * @param {number} width
 * @param {number} height
 */
export function fitted(nodes, places, width, height) {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of nodes) {
    left = Math.min(left, places.x[node]);
    right = Math.max(right, places.x[node]);
    low = Math.min(low, places.y[node]);
    high = Math.max(high, places.y[node]);
  }
  const edge = 60;
  const wide = (width - 2 * edge) / Math.max(right - left, 1);
  const tall = (height - 2 * edge) / Math.max(high - low, 1);
  const scale = Math.min(wide, tall, 4);
  /** @param {number} node */
  return (node) => ({
    x: round(width / 2 + (places.x[node] - (left + right) / 2) * scale),
    y: round(height / 2 - (places.y[node] - (low + high) / 2) * scale),
  });
}

/**
 * @param {Model} model
 * @param {number} node
 * @param {number} many
 */
function radius(model, node, many) {
  return round(model.data.size[node] * Math.min(1, Math.max(0.35, 14 / Math.sqrt(many))));
}

/**
 * @param {Model} model
 * @param {number} node
 */
function classOf({ data }, node) {
  return data.classes[data.nodes.cls[node]][0];
}

/**
 * Name the largest nodes, each where its name meets no other.
 * @param {Model} model
 * @param {number[]} nodes
 * @param {Picture["dots"]} dots
 * @param {string} colour
 * @param {number} width Of the sheet.
 * @returns {Picture["texts"]}
 */
function named(model, nodes, dots, colour, width) {
  const size = 13;
  const order = nodes.map((_, at) => at).sort((a, b) => dots[b].r - dots[a].r || a - b);
  const taken = walls(width);
  /** @type {Picture["texts"]} */
  const found = [];
  for (const at of order) {
    if (found.length >= MOST) break;
    const text = short(model.data.nodes.name[nodes[at]]);
    const { x, y, r } = dots[at];
    const box = spot({ x, y, size: r }, text.length * size * LETTER, size, taken);
    if (!box) continue;
    taken.push(box);
    const low = (box[1] + box[3]) / 2 + size / 3;
    found.push({ x: round(box[0] + 2), y: round(low), text, colour, size });
  }
  return found;
}
