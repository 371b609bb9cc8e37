// Questions of shape that a reader asks of the picture: what lies near, and the way between two.

import { reveal } from "./choosing.js";
import { shown as pass } from "./masks.js";
import { path } from "./paths.js";
import { fit, update } from "./session.js";

/** @typedef {import("./session.js").Session} Session */

/**
 * Show only a part of what passes the filters; null shows all of it.
 * @param {Session} one
 * @param {import("./masks.js").Focus | null} focus
 */
export function focusOn(one, focus) {
  one.focus = focus;
  update(one);
  fit(one);
}

/**
 * Show only what lies within so many hops of the chosen thing.
 * @param {Session} one
 * @param {number} hops
 */
export function neighbourhood(one, hops) {
  if (one.chosen === null) return;
  if (!one.view.whole()) reveal(one, one.chosen);
  focusOn(one, { kind: "ego", node: one.chosen, hops });
}

/**
 * Show a shortest path from the chosen thing to another.
 * @param {Session} one
 * @param {number} to
 */
export function route(one, to) {
  const { model, filters, view, chosen } = one;
  if (chosen === null) return;
  const found = path(model, pass(model, filters, null, null).edges, chosen, to);
  const names = model.data.nodes.name;
  if (!found) {
    one.said = `no path from ${names[chosen]} to ${names[to]} in what passes the filters`;
    update(one);
    return;
  }
  found.forEach((node) => view.inside()[node] || view.expand(node, 0));
  one.said = `a shortest path: ${found.map((node) => names[node]).join(" – ")}`;
  focusOn(one, { kind: "path", nodes: found });
}

/**
 * Put the neighbours of the chosen thing into the picture.
 * @param {Session} one
 */
export function neighbours(one) {
  if (one.chosen !== null) reveal(one, one.chosen);
  update(one);
}
