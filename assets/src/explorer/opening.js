// What the page opens on.

import { shown } from "./masks.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Filters} Filters */

// Below so many things small parts beside the large one are no clutter.
const [MANY, MOST] = [200, 0.5];

/**
 * Leave out the small parts of a large picture that is mostly one; return what there is to say.
 * @param {Model} model
 * @param {Filters} filters
 * @returns {string}
 */
export function opened(model, filters) {
  const { data } = model;
  if (data.first) return "opened on the vendors with the most deals: search, or show all";
  const all = shown(model, filters, null, null).counts.nodes;
  const main = shown(model, { ...filters, main: true }, null, null).counts.nodes;
  filters.main = data.about === null && all > MANY && main < all && main > all * MOST;
  return "";
}
