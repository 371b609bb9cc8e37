// What one reader has before them: the picture, the filters, what is chosen; and how it is shown.

import { agree } from "./controls.js";
import { dyes } from "./colours.js";
import { byId } from "../page/dom.js";
import { everything, shown as pass } from "./masks.js";
import { picture } from "./picture.js";
import { scene } from "./scene.js";
import { still } from "./still.js";
import { PAGE, fill } from "./table.js";
import { opened } from "./opening.js";
import { figure, some, summary } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Focus} Focus */
/** @typedef {import("./masks.js").Shown} Shown */
/** @typedef {import("./colours.js").Theme} Theme */

/**
 * @typedef {object} Session
 * @property {Model} model
 * @property {import("./masks.js").Filters} filters
 * @property {ReturnType<typeof scene> | ReturnType<typeof still>} view
 * @property {number | null} chosen
 * @property {Focus | null} focus
 * @property {Theme} theme
 * @property {Shown} shown What passes the filters and the focus.
 * @property {number} rows How many rows the table has.
 * @property {string} said What else there is to say in the line at the foot.
 * @property {() => void} tell Show anew what depends on what is shown: the dossier.
 */

/**
 * @param {Model} model
 * @param {import("./scene.js").On} on What a click in the picture means.
 * @returns {Session}
 */
export function session(model, on) {
  const filters = everything(model);
  const said = opened(model, filters);
  const shown = pass(model, filters, null, null);
  // Before the picture, which would have to be made anew where these take room from it.
  byId("status").textContent = summary(model, shown.counts, said, filters.classes);
  byId("whole").hidden = model.data.first === null;
  return {
    model,
    filters,
    view: drawn(model, on, shown),
    chosen: null,
    focus: null,
    theme: "light",
    shown,
    rows: PAGE,
    said,
    tell: () => {},
  };
}

/**
 * @param {Model} model
 * @param {import("./scene.js").On} on
 * @param {Shown} first
 */
function drawn(model, on, first) {
  try {
    return scene(model, byId("network"), on, first);
  } catch {
    return still(model, byId("network"));
  }
}

/**
 * Show what the filters, the focus and the choice are now.
 * @param {Session} one
 */
export function update(one) {
  const { model, filters, view, focus } = one;
  one.shown = pass(model, filters, view.whole() ? null : view.inside(), focus);
  view.paint(one.shown, one.chosen, one.theme);
  byId("status").textContent = summary(model, one.shown.counts, one.said, filters.classes);
  byId("whole").hidden = view.whole();
  byId("unfocus").hidden = focus === null;
  if (!byId("table").hidden) table(one);
  one.tell();
}

/**
 * Fill the table with what is shown.
 * @param {Session} one
 */
export function table({ model, shown, rows }) {
  const left = fill(model, shown, byId("rows"), rows);
  const next = some(Math.min(left, PAGE * 10), "row");
  byId("more").hidden = left === 0;
  byId("more").textContent = `Show ${next} more of ${figure(left)}`;
}

/**
 * Show all that is shown as large as it goes.
 * @param {Session} one
 */
export function fit({ view, shown }) {
  view.fit(shown, !byId("card").hidden);
}

/**
 * Take in what a node needs to be seen: its place in the picture, its class, its part.
 * @param {Session} one
 * @param {number} node
 */
export function admit({ model, filters, view }, node) {
  filters.classes.delete(model.data.nodes.cls[node]);
  const kept = filters.main && pass(model, filters, view.whole() ? null : view.inside(), null);
  if (kept && !kept.nodes[node]) filters.main = false;
  agree(filters);
}

/**
 * Return the sheet that is written out: what is shown, with its numbers under it.
 * @param {Session} one
 * @param {Theme} theme
 */
export function sheet({ model, shown, view }, theme) {
  const caption = [
    byId("status").textContent ?? "",
    `${document.title}. A presence or a detection is not a sale.`,
  ];
  return picture(model, shown, view, { dyes: dyes(model.data.palette, theme), caption });
}
