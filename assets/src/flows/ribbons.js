// Lay the flows out: which exporters and technologies stand alone, and where every ribbon runs.

import { sankey } from "d3-sankey";
import { last, regimeOrder, tally } from "./count.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./count.js").Taken} Taken */
/** @typedef {"exporter" | "technology" | "regime"} Column */

/** @typedef {{id: string, column: Column, key: string, layer: number, order: number, deals: number, members: string[]}} Node */
/** @typedef {{source: string, target: string, regime: string, value: number, rank: number, ends: [string, string]}} Ribbon */

/** @type {Column[]} */
export const COLUMNS = ["exporter", "technology", "regime"];
// How many stand alone; the others are one until the reader opens them.
export const ALONE = { exporter: 11, technology: 12 };
// How wide a node is drawn.
const BAR = 10;
export const OTHERS = "others";

/**
 * Return the values of a column that stand alone, the one with the most deals first, and those
 * that stand together. What is not known always stands alone, behind the rest.
 * @param {Map<string, number>} counts
 * @param {number} alone
 * @returns {{first: string[], rest: string[]}}
 */
export function grouped(counts, alone) {
  const all = [...counts.keys()].sort(
    (a, b) =>
      last(a, b) || (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : Number(a > b)),
  );
  const known = all.filter((one) => !one.startsWith("("));
  const rest = known.length > alone + 1 ? known.slice(alone) : [];
  return { first: all.filter((one) => !rest.includes(one)), rest };
}

/**
 * Return the nodes and ribbons of what is taken. A node's `deals` are its distinct deals; a ribbon
 * of the first stage is a row of `pt.flows` by exporter, technology and regime.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Taken[]} found
 * @param {{exporter: boolean, technology: boolean}} open Whether a column shows all of its values.
 * @returns {{nodes: Node[], ribbons: Ribbon[]}}
 */
export function flow(model, choice, found, open) {
  const groups = {
    exporter: group(found, (one) => one.rows.map((row) => row.exporter), open.exporter, "exporter"),
    technology: group(found, (one) => one.technologies, open.technology, "technology"),
  };
  const paths = tally(found, (one) => keys(one, groups));
  const order = regimeOrder(model, choice);
  const there = tally(found, (one) => one.rows.map((row) => row.regime));
  const nodes = [
    ...groups.exporter.nodes(0),
    ...groups.technology.nodes(1),
    ...order
      .filter((one) => there.has(one))
      .map((value, at) => node("regime", value, 2, at, there.get(value) ?? 0, [])),
  ];
  return { nodes, ribbons: ribbons(paths, order) };
}

/**
 * @param {Taken[]} found
 * @param {(one: Taken) => string[]} values
 * @param {boolean} open
 * @param {"exporter" | "technology"} column
 */
function group(found, values, open, column) {
  const counts = tally(found, values);
  const { first, rest } = grouped(counts, open ? Infinity : ALONE[column]);
  const together = new Set(rest);
  const name = (/** @type {string} */ one) => (together.has(one) ? OTHERS : one);
  const sums = tally(found, (one) => values(one).map(name));
  const stand = rest.length ? [...first, OTHERS].sort(last) : first;
  const nodes = (/** @type {number} */ layer) =>
    stand.map((value, at) =>
      node(column, value, layer, at, sums.get(value) ?? 0, value === OTHERS ? rest : []),
    );
  return { name, nodes };
}

/**
 * @param {Column} column
 * @param {string} key
 * @param {number} layer
 * @param {number} order
 * @param {number} deals
 * @param {string[]} members
 * @returns {Node}
 */
function node(column, key, layer, order, deals, members) {
  // The layout keeps a number of its own as `value`.
  return { id: `${column}|${key}`, column, key, layer, order, deals, members };
}

/**
 * @param {Taken} one
 * @param {{exporter: {name: (one: string) => string}, technology: {name: (one: string) => string}}} groups
 */
function* keys(one, groups) {
  for (const row of one.rows) {
    for (const technology of one.technologies) {
      const from = groups.exporter.name(row.exporter);
      yield [from, groups.technology.name(technology), row.regime].join("|");
    }
  }
}

/**
 * @param {Map<string, number>} paths
 * @param {string[]} order
 * @returns {Ribbon[]}
 */
function ribbons(paths, order) {
  const first = [];
  /** @type {Map<string, Ribbon>} */
  const second = new Map();
  for (const [key, value] of paths) {
    const [exporter, technology, regime] = key.split("|");
    const ends = [`exporter|${exporter}`, `technology|${technology}`, `regime|${regime}`];
    const rank = order.indexOf(regime);
    const ribbon = { regime, value, rank };
    first.push(made({ ...ribbon, ends: [ends[0], ends[1]] }));
    const known = second.get(`${technology}|${regime}`);
    if (known) known.value += value;
    else second.set(`${technology}|${regime}`, made({ ...ribbon, ends: [ends[1], ends[2]] }));
  }
  return [...first, ...second.values()];
}

/**
 * @param {Omit<Ribbon, "source" | "target">} one
 * @returns {Ribbon}
 */
function made(one) {
  return { ...one, source: one.ends[0], target: one.ends[1] };
}

/**
 * Return the nodes and ribbons with their places; the technologies stand at a share of the width.
 * @param {{nodes: Node[], ribbons: Ribbon[]}} flow
 * @param {{left: number, right: number, top: number, low: number, middle: number, gap: number}} frame
 */
export function placed({ nodes, ribbons: links }, { left, right, top, low, middle, gap }) {
  const order = (/** @type {any} */ a, /** @type {any} */ b) =>
    a.target.order - b.target.order || a.source.order - b.source.order || a.rank - b.rank;
  /** @type {any} */
  const layout = sankey();
  const most = Math.max(...COLUMNS.map((one) => nodes.filter((n) => n.column === one).length));
  const padding = Math.max(3, Math.min(gap, ((low - top) * 0.45) / Math.max(most - 1, 1)));
  layout
    .nodeId((/** @type {Node} */ one) => one.id)
    .nodeAlign((/** @type {Node} */ one) => one.layer)
    .nodeSort((/** @type {Node} */ a, /** @type {Node} */ b) => a.order - b.order)
    .linkSort(order)
    .nodeWidth(BAR)
    .nodePadding(padding)
    .iterations(12)
    .extent([
      [left, top],
      [right, low],
    ]);
  const drawn = layout({
    nodes: nodes.map((one) => ({ ...one })),
    links: links.map((one) => ({ ...one })),
  });
  const aside = (right - left - BAR) * (middle - 0.5);
  for (const one of drawn.nodes.filter((/** @type {Node} */ n) => n.column === "technology")) {
    one.x0 += aside;
    one.x1 += aside;
  }
  return drawn;
}
