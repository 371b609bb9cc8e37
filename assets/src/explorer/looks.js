// How things and lines look on the screen: in their colours, or dimmed beside what is chosen.

import { mixed } from "./colours.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Shown} Shown */

/**
 * @typedef {object} Look What the picture is drawn by.
 * @property {Shown | null} shown
 * @property {import("./colours.js").Dyes} dyes
 * @property {number | null} chosen
 * @property {Set<number>} near What is chosen and its neighbours; all where they are few.
 */

// So few are all named, and none is dimmed.
export const NAMED = 45;

/**
 * Return the nodes that are named in any case.
 * @param {Model} model
 * @param {Shown} shown
 * @param {number | null} chosen
 */
export function near(model, shown, chosen) {
  /** @type {Set<number>} */
  const found = new Set(chosen === null ? [] : [chosen]);
  model.edges.forEach(({ s, t }, number) => {
    if (shown.edges[number] && (s === chosen || t === chosen)) found.add(s).add(t);
  });
  if (shown.counts.nodes <= NAMED) shown.nodes.forEach((one, node) => one && found.add(node));
  return found;
}

/**
 * @param {Model} model
 * @param {Look} look
 * @param {number} node
 */
export function ofNode({ data }, look, node) {
  const lit = look.chosen === null || look.near.has(node);
  const colour = look.dyes.node(data.classes[data.nodes.cls[node]][0]);
  const named = look.near.has(node) && look.near.size <= NAMED;
  return {
    hidden: !look.shown?.nodes[node],
    color: lit ? colour : mixed(colour, look.dyes.ground, 0.18),
    highlighted: node === look.chosen,
    forceLabel: node === look.chosen || named,
    zIndex: lit ? 1 : 0,
    label: lit ? data.nodes.name[node] : null,
  };
}

/**
 * @param {Model} model
 * @param {Look} look
 * @param {number} number
 */
export function ofEdge(model, look, number) {
  const { s, t, cls, faint } = model.edges[number];
  const whole = look.chosen === null || (look.shown?.counts.nodes ?? 0) <= NAMED;
  const lit = whole || s === look.chosen || t === look.chosen;
  const colour = look.dyes.edge(cls, faint);
  return {
    hidden: !look.shown?.edges[number],
    color: lit ? colour : mixed(colour, look.dyes.ground, 0.25),
    zIndex: lit ? 1 : 0,
  };
}
