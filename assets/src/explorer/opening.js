// What the page opens on, and the words that say what is left out of it.

import { shown } from "./masks.js";
import { some } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Filters} Filters */

// Below so many things small parts beside the large one are no clutter.
const [MANY, MOST] = [200, 0.5];

/**
 * Leave out the small parts of a large picture that is mostly one, and say what is left out.
 * @param {Model} model
 * @param {Filters} filters
 * @returns {string}
 */
export function opened(model, filters) {
  const { data } = model;
  if (data.first) return "opened on the vendors with the most deals: search, or show all";
  const hidden = data.off.length ? `${hiddenClasses(model)} hidden` : "";
  const all = shown(model, filters, null, null).counts.nodes;
  const main = shown(model, { ...filters, main: true }, null, null).counts.nodes;
  filters.main = data.about === null && all > MANY && main < all && main > all * MOST;
  const parts = filters.main ? `${some(all - main, "thing")} in small parts left out` : "";
  return [parts, hidden].filter(Boolean).join(", ");
}

/** @param {Model} model */
function hiddenClasses({ data }) {
  return data.off
    .map((cls) => some(data.nodes.cls.filter((one) => one === cls).length, data.classes[cls][1]))
    .join(" and ");
}
