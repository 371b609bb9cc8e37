// How things are called on the page, and how many there are of what.

import { REMAINDERS } from "./count.js";
import { figure, some } from "../page/words.js";

export { figure, some };

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./choice.js").Dimension} Dimension */
/** @typedef {import("./count.js").Taken} Taken */

export const TITLES = {
  exporter: "Exporter",
  technology: "Technology",
  importer: "Importer",
  regime: "Importer's regime",
  kind: "Kind of evidence",
};

/**
 * Return what a value of a dimension is called.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Dimension} dimension
 * @param {string} value
 * @returns {string}
 */
export function called(model, choice, dimension, value) {
  if (value.startsWith("(")) return value.slice(1, -1);
  if (dimension === "kind") return model.kinds.get(value)?.label ?? value;
  if (dimension === "technology") return model.technologies.get(value)?.name ?? value;
  if (dimension === "regime") {
    const classes = model.scales.get(choice.scale)?.classes ?? [];
    return classes.find(([id]) => id === value)?.[1] ?? value;
  }
  return model.countries.get(value)?.name ?? value;
}

/**
 * Return the style class that gives a regime its colour as `--dye`.
 * @param {string} regime
 */
export function dyed(regime) {
  return REMAINDERS.includes(regime) ? "of-remainder" : `of-${regime.replace(":", "-")}`;
}

/**
 * Return the line that says how many deals are shown and what is not known of them.
 * @param {Model} model
 * @param {Record<import("./count.js").Part, number>} parts
 * @param {number} shown
 */
export function summary(model, parts, shown) {
  return [
    `${figure(shown)} of ${some(model.deals.length)}`,
    `${figure(parts.undated)} undated`,
    `${figure(parts.unclassified)} not classified`,
    `${figure(parts.noImporter)} importer not known`,
    `${figure(parts.noExporter)} exporter not known`,
    `${figure(parts.noTechnology)} technology not stated`,
    `${figure(parts.notPaired)} vendors and technologies not paired`,
  ].join(" · ");
}

/**
 * Return what a reader of the numbers has to know, a sentence each.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Record<import("./count.js").Part, number>} parts
 */
export function rests(model, choice, parts) {
  const scale = model.scales.get(choice.scale);
  const when = choice.lag ? `${some(choice.lag, "year")} before the deal` : "in the deal's year";
  const other = model.data.date === "start" ? "on which it became known" : "of its start";
  const found = [];
  if (scale) found.push(`Importers are classified by ${scale.label}, ${when}.`);
  if (parts.otherDate) {
    found.push(`${some(parts.otherDate)} dated by the day ${other}, for want of the other.`);
  }
  if (parts.severalExporters) {
    found.push(
      `${some(parts.severalExporters)} with several exporters: each stands whole in the row and ribbon ` +
        "of every one, so these add up to more than the total.",
    );
  }
  if (choice.abroad) found.push("Deals inside one country are left out.");
  else if (parts.domestic) found.push(`${some(parts.domestic)} inside one country.`);
  return found;
}

/**
 * Return the years of a choice in words.
 * @param {Choice} choice
 */
export function years({ from, to }) {
  if (from === null && to === null) return "";
  if (from === to) return String(from);
  if (from === null) return `up to ${to}`;
  return to === null ? `from ${from}` : `${from} to ${to}`;
}
