// What the reader has chosen, and how an address says it.

import { PARTS, WORLD } from "./parts.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {"exporter" | "technology" | "importer" | "regime" | "kind"} Dimension */

/**
 * @typedef {object} Choice
 * @property {string} scale The index or the definition that classifies importers.
 * @property {number} lag How many years before the deal.
 * @property {boolean} abroad Whether deals inside one country are left out.
 * @property {Record<Dimension, Set<string>>} only What is chosen; an empty set is everything.
 * @property {number | null} from
 * @property {number | null} to
 * @property {boolean} undated Whether deals without a year are kept.
 * @property {string} part The part of the world that the map shows.
 */

/** @type {Dimension[]} */
export const DIMENSIONS = ["exporter", "technology", "importer", "regime", "kind"];

/**
 * Return the choice that a page opens with.
 * @param {Model} model
 * @returns {Choice}
 */
export function opening(model) {
  const { scale, lag, abroad } = model.data.opening;
  const only = {
    exporter: new Set(),
    technology: new Set(),
    importer: new Set(),
    regime: new Set(),
    kind: new Set(),
  };
  return { scale, lag, abroad, only, from: null, to: null, undated: true, part: WORLD };
}

/**
 * Choose a value, or give it up where it was chosen.
 * @param {Choice} choice
 * @param {Dimension} dimension
 * @param {string} value
 */
export function toggle(choice, dimension, value) {
  const chosen = choice.only[dimension];
  if (!chosen.delete(value)) chosen.add(value);
}

/**
 * Take up another scale. Classes of the one before mean nothing in it.
 * @param {Choice} choice
 * @param {string} scale
 */
export function classify(choice, scale) {
  choice.scale = scale;
  const left = [...choice.only.regime].filter((one) => one.startsWith("("));
  choice.only.regime = new Set(left);
}

/**
 * Choose one year, or up to it or from it where `more` is set; the same year again frees all.
 * @param {Choice} choice
 * @param {number} year
 * @param {boolean} more
 */
export function pick(choice, year, more) {
  if (more && choice.from !== null) {
    [choice.from, choice.to] = [Math.min(choice.from, year), Math.max(choice.to ?? year, year)];
  } else if (choice.from === year && choice.to === year) {
    [choice.from, choice.to] = [null, null];
  } else {
    [choice.from, choice.to] = [year, year];
  }
}

/** @param {Choice} choice */
export function clear(choice) {
  for (const one of DIMENSIONS) choice.only[one].clear();
  Object.assign(choice, { from: null, to: null, undated: true });
}

/**
 * Return the address of a choice, without what the page opens with.
 * @param {Model} model
 * @param {Choice} choice
 */
export function address(model, choice) {
  const first = opening(model);
  const found = new URLSearchParams();
  if (choice.scale !== first.scale) found.set("regimes", choice.scale);
  if (choice.lag !== first.lag) found.set("lag", String(choice.lag));
  if (choice.abroad !== first.abroad) found.set("domestic", choice.abroad ? "no" : "yes");
  for (const one of DIMENSIONS) {
    for (const value of choice.only[one]) found.append(one, value);
  }
  if (choice.from !== null) found.set("from", String(choice.from));
  if (choice.to !== null) found.set("to", String(choice.to));
  if (!choice.undated) found.set("undated", "no");
  if (choice.part !== WORLD) found.set("map", choice.part);
  const text = found.toString().replaceAll("%3A", ":");
  return text && `#${text}`;
}

/**
 * Return the choice that an address means; words that the page does not know are passed over.
 * @param {Model} model
 * @param {string} hash
 * @param {(dimension: Dimension, choice: Choice) => Set<string>} known
 * @returns {Choice}
 */
export function follow(model, hash, known) {
  const found = opening(model);
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const scale = said.get("regimes");
  if (scale && model.scales.has(scale)) found.scale = scale;
  found.lag = lagOf(model, said.get("lag")) ?? found.lag;
  if (said.has("domestic")) found.abroad = said.get("domestic") === "no";
  for (const one of DIMENSIONS) {
    const values = known(one, found);
    said.getAll(one).forEach((value) => values.has(value) && found.only[one].add(value));
  }
  [found.from, found.to] = [yearOf(said.get("from")), yearOf(said.get("to"))];
  found.undated = said.get("undated") !== "no";
  const part = said.get("map");
  if (part && PARTS.has(part)) found.part = part;
  return found;
}

/**
 * @param {Model} model
 * @param {string | null} text
 */
export function lagOf(model, text) {
  return text !== null && /^\d{1,2}$/.test(text) && Number(text) <= model.data.lag
    ? Number(text)
    : null;
}

/** @param {string | null} text */
export function yearOf(text) {
  return text !== null && /^\d{4}$/.test(text) ? Number(text) : null;
}
