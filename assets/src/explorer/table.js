// The table of what is shown: a row a link, in words.

import { element } from "../page/dom.js";
import { said } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Shown} Shown */

export const PAGE = 300;
export const COLUMNS = ["From", "Kind", "To", "Years", "Regime", "Technology", "Grade", "Source"];

/**
 * Return the cells of a link.
 * @param {Model} model
 * @param {number} link
 * @returns {string[]}
 */
export function cells(model, link) {
  const { links, nodes } = model.data;
  const one = said(model, link);
  const source = one.places.map(({ source: name, place }) => (place ? `${name}: ${place}` : name));
  const [from, to] = [nodes.name[links.s[link]], nodes.name[links.t[link]]];
  return [
    from,
    one.kind,
    to,
    one.years,
    one.regime,
    one.technologies,
    one.grade,
    source.join("; "),
  ];
}

/**
 * Fill the table with the links that are shown, so many rows from the first.
 * @param {Model} model
 * @param {Shown} shown
 * @param {HTMLElement} body
 * @param {number} most
 * @returns {number} How many more there are.
 */
export function fill(model, shown, body, most = PAGE) {
  const rows = [];
  let left = 0;
  for (let link = 0; link < shown.links.length; link += 1) {
    if (!shown.links[link]) continue;
    if (rows.length < most) {
      rows.push(element("tr", {}, ...cells(model, link).map((text) => element("td", {}, text))));
    } else {
      left += 1;
    }
  }
  body.replaceChildren(...rows);
  return left;
}
