// Count deals by the rules of graph/flows.py: a deal stands whole in every row that it belongs to.

import { classOf, narrower } from "./model.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Deal} Deal */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./choice.js").Dimension} Dimension */

/** @typedef {{exporter: string, importer: string, regime: string}} Row A pair of ends of a deal. */
/** @typedef {{deal: Deal, rows: Row[], technologies: string[]}} Taken A deal, and what of it is chosen. */

export const UNDATED = "(undated)";
export const UNCLASSIFIED = "(not classified)";
export const NO_IMPORTER = "(importer not known)";
export const NO_EXPORTER = "(exporter not known)";
export const NO_TECHNOLOGY = "(technology not stated)";
export const NOT_PAIRED = "(not paired)";
// Rows of these have no share: the denominator holds what is dated and classified.
export const REMAINDERS = [NO_IMPORTER, UNCLASSIFIED, UNDATED];

/**
 * Return the deals that are chosen, each with what of it is chosen. A dimension in `without` is
 * left open, to say what else could be chosen in it.
 * @param {Model} model
 * @param {Choice} choice
 * @param {(Dimension | "years")[]} [without]
 * @returns {Taken[]}
 */
export function taken(model, choice, without = []) {
  const open = (/** @type {Dimension} */ one) => without.includes(one) || !choice.only[one].size;
  const passes = (/** @type {Dimension} */ one, /** @type {string} */ value) =>
    open(one) || choice.only[one].has(value);
  const technology = open("technology") ? null : wanted(model, choice.only.technology);
  const found = [];
  for (const deal of model.deals) {
    if (!without.includes("years") && !inYears(deal, choice)) continue;
    if (!passes("kind", deal.kind)) continue;
    const technologies = named(deal, technology);
    if (!technologies.length) continue;
    const rows = ends(model, choice, deal).filter(
      (row) =>
        passes("exporter", row.exporter) &&
        passes("importer", row.importer) &&
        passes("regime", row.regime),
    );
    if (rows.length) found.push({ deal, rows, technologies });
  }
  return found;
}

/**
 * Say whether a year is among those chosen.
 * @param {{year: number | null}} deal
 * @param {Choice} choice
 */
export function inYears({ year }, { from, to, undated }) {
  if (year === null) return undated;
  return (from === null || year >= from) && (to === null || year <= to);
}

/**
 * @param {Model} model
 * @param {Set<string>} chosen
 */
function wanted(model, chosen) {
  return new Set([...chosen].flatMap((one) => [...narrower(model, one)]));
}

/**
 * Return the technologies of a deal beside its exporters: crossing what a source lists side by
 * side would invent pairs that it does not state.
 * @param {Deal} deal
 * @param {Set<string> | null} only
 * @returns {string[]}
 */
function named(deal, only) {
  const all = deal.technologies.length ? deal.technologies : [NO_TECHNOLOGY];
  const beside = deal.loose ? [NOT_PAIRED] : all;
  if (only === null) return beside;
  if (!deal.loose) return all.filter((one) => only.has(one));
  return only.has(NOT_PAIRED) || all.some((one) => only.has(one)) ? beside : [];
}

/**
 * Return the pairs of an exporter and an importer of a deal, with the importer's regime then.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Deal} deal
 * @returns {Row[]}
 */
export function ends(model, choice, deal) {
  const found = [];
  for (const importer of deal.importers.length ? deal.importers : [NO_IMPORTER]) {
    const regime = regimeOf(model, choice, importer, deal.year);
    for (const exporter of exportersTo(deal, importer, choice.abroad)) {
      found.push({ exporter, importer, regime });
    }
  }
  return found;
}

/**
 * @param {Deal} deal
 * @param {string} importer
 * @param {boolean} abroad Whether an importer is no exporter to itself.
 */
function exportersTo({ exporters }, importer, abroad) {
  if (!exporters.length) return [NO_EXPORTER];
  return abroad ? exporters.filter((one) => one !== importer) : exporters;
}

/**
 * @param {Model} model
 * @param {Choice} choice
 * @param {string} importer
 * @param {number | null} year
 */
function regimeOf(model, choice, importer, year) {
  if (importer === NO_IMPORTER) return NO_IMPORTER;
  if (year === null) return UNDATED;
  const scale = model.scales.get(choice.scale);
  return (scale && classOf(model, scale, importer, year - choice.lag)) ?? UNCLASSIFIED;
}

/**
 * Return how many deals have each key; a deal counts once for a key.
 * @param {Taken[]} found
 * @param {(one: Taken) => Iterable<string>} keys
 * @returns {Map<string, number>}
 */
export function tally(found, keys) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const one of found) {
    for (const key of new Set(keys(one))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/**
 * Return the counts of every value of a dimension.
 * @param {Model} model
 * @param {Taken[]} found
 * @param {Dimension} dimension
 */
export function byValue(model, found, dimension) {
  return tally(found, (one) => {
    if (dimension === "kind") return [one.deal.kind];
    if (dimension === "technology") return stated(model, one.deal);
    return one.rows.map((row) => row[dimension]);
  });
}

/**
 * Return what a choice of technology finds a deal by: those it names, and the broader ones.
 * @param {Model} model
 * @param {Deal} deal
 */
function* stated(model, deal) {
  for (const one of deal.technologies) {
    for (let up = one; up; up = model.technologies.get(up)?.broader ?? "") yield up;
  }
  if (deal.loose) yield NOT_PAIRED;
  else if (!deal.technologies.length) yield NO_TECHNOLOGY;
}

/** @typedef {{exporter: string, regime: string, deals: number, of: number, share: number | null}} Line */

/**
 * Return the rows of `pt.flows(by=["exporter", "regime"])`, in its order.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Taken[]} found
 * @param {Taken[]} group The same without a choice of regimes: what shares are of.
 * @returns {Line[]}
 */
export function table(model, choice, found, group) {
  const cells = tally(found, (one) => one.rows.map((row) => `${row.exporter}|${row.regime}`));
  const known = tally(group, (one) =>
    one.rows.filter((row) => !REMAINDERS.includes(row.regime)).map((row) => row.exporter),
  );
  /** @type {Map<string, number>} */
  const sums = new Map();
  const lines = [...cells].map(([key, deals]) => {
    const [exporter, regime] = key.split("|");
    sums.set(exporter, (sums.get(exporter) ?? 0) + deals);
    const of = known.get(exporter) ?? 0;
    const share = REMAINDERS.includes(regime) ? null : (100 * deals) / of;
    return { exporter, regime, deals, of, share };
  });
  const order = regimeOrder(model, choice);
  return lines.sort(
    (a, b) =>
      last(a.exporter, b.exporter) ||
      (sums.get(b.exporter) ?? 0) - (sums.get(a.exporter) ?? 0) ||
      spelt(a.exporter, b.exporter) ||
      order.indexOf(a.regime) - order.indexOf(b.regime),
  );
}

/**
 * Return the classes of the chosen scale in their order, and after them what is not known.
 * @param {Model} model
 * @param {Choice} choice
 */
export function regimeOrder(model, choice) {
  const classes = model.scales.get(choice.scale)?.classes ?? [];
  return [...classes.map(([id]) => id), ...REMAINDERS];
}

/**
 * Put what is not known behind what is.
 * @param {string} one
 * @param {string} other
 */
export function last(one, other) {
  return Number(one.startsWith("(")) - Number(other.startsWith("("));
}

/**
 * @param {string} one
 * @param {string} other
 */
function spelt(one, other) {
  return one < other ? -1 : Number(one > other);
}

/** @typedef {"undated" | "unclassified" | "noImporter" | "noExporter" | "noTechnology" | "notPaired" | "severalExporters" | "domestic" | "otherDate"} Part */

/**
 * Return how many deals are what; two of these may hold of one deal.
 * @param {Taken[]} found
 * @param {Choice} choice
 * @returns {Record<Part, number>}
 */
export function totals(found, choice) {
  const many = (/** @type {(one: Taken) => boolean} */ is) => found.filter(is).length;
  return {
    undated: many(({ deal }) => deal.year === null),
    unclassified: many(({ rows }) => rows.some((row) => row.regime === UNCLASSIFIED)),
    noImporter: many(({ rows }) => rows.some((row) => row.importer === NO_IMPORTER)),
    noExporter: many(({ rows }) => rows.some((row) => row.exporter === NO_EXPORTER)),
    noTechnology: many(({ technologies }) => technologies.includes(NO_TECHNOLOGY)),
    notPaired: many(({ deal }) => deal.loose),
    severalExporters: many(({ deal }) => several(deal, choice.abroad)),
    domestic: many(({ rows }) => rows.some((row) => row.importer === row.exporter)),
    otherDate: many(({ deal }) => deal.otherDate),
  };
}

/**
 * @param {Deal} deal
 * @param {boolean} abroad
 */
function several(deal, abroad) {
  const importers = deal.importers.length ? deal.importers : [NO_IMPORTER];
  return importers.some((one) => exportersTo(deal, one, abroad).length > 1);
}
