// The deals of the page, read from its columns, and what each of their values is called.

import { held, whole } from "../page/held.js";

/** @typedef {{id: string, label: string, group: string, about: string, classes: [string, string][], years: Record<string, string>}} Scale An index of regimes, or a named definition. */
/** @typedef {{id: string, name: string, place?: [number, number] | null}} Country */
/** @typedef {{id: string, name: string, broader: string, family: string}} Technology */
/** @typedef {{code: string, label: string, about: string, faint: boolean}} Kind */

/**
 * @typedef {object} Deal
 * @property {string} id
 * @property {string} kind
 * @property {number} grade
 * @property {boolean} loose Whether vendors and technologies are listed without being paired.
 * @property {number | null} year
 * @property {boolean} otherDate
 * @property {string[]} exporters
 * @property {string[]} importers
 * @property {string[]} technologies
 * @property {string[]} vendors
 * @property {{source: string, place: string}[]} places
 * @property {string} url
 * @property {string} says
 */

/**
 * @typedef {object} Model
 * @property {any} data
 * @property {Deal[]} deals
 * @property {Map<string, Scale>} scales
 * @property {Map<string, Country>} countries
 * @property {Map<string, Technology>} technologies
 * @property {Map<string, Kind>} kinds
 * @property {[number, number]} span
 */

/**
 * Return the model of a page's data element.
 * @param {string} text
 * @returns {Promise<Model>}
 */
export async function read(text) {
  return model(await held(text));
}

/**
 * @param {any} data
 * @returns {Model}
 */
export function model(data) {
  const keyed = (/** @type {any[]} */ rows, key = "id") =>
    new Map(rows.map((row) => [row[key], row]));
  return {
    data,
    deals: deals(data),
    scales: keyed(data.scales),
    countries: keyed(data.countries),
    technologies: keyed(data.technologies),
    kinds: keyed(data.kinds, "code"),
    span: data.span,
  };
}

/**
 * @param {any} data
 * @returns {Deal[]}
 */
function deals(data) {
  const { deals: column, countries, technologies, vendors, kinds, sources } = data;
  const places = whole(column.place);
  const ids = (/** @type {number[]} */ numbers, /** @type {{id: string}[]} */ of) =>
    numbers.map((one) => of[one].id);
  return whole(column.id).map((id, at) => {
    const found = places[at].split("\n");
    return {
      id,
      kind: kinds[column.kind[at]].code,
      grade: column.grade[at],
      loose: column.loose[at] === 1,
      year: column.year[at],
      otherDate: column.otherDate[at] === 1,
      exporters: ids(column.exporters[at], countries),
      importers: ids(column.importers[at], countries),
      technologies: ids(column.technologies[at], technologies),
      vendors: column.vendors[at].map((/** @type {number} */ one) => vendors[one]),
      places: ids(column.source[at], sources).map((source, n) => ({
        source,
        place: found[n] ?? "",
      })),
      url: column.url[at],
      says: column.says[at],
    };
  });
}

/**
 * Return a technology and all that are narrower.
 * @param {Model} model
 * @param {string} wanted
 * @returns {Set<string>}
 */
export function narrower(model, wanted) {
  const found = new Set([wanted]);
  for (const one of model.technologies.values()) {
    for (let up = one.id; up; up = model.technologies.get(up)?.broader ?? "") {
      if (up === wanted) found.add(one.id);
    }
  }
  return found;
}

/**
 * Return the class of a country in a year, or null where the scale gives it none.
 * @param {Model} model
 * @param {Scale} scale
 * @param {string} country
 * @param {number} year
 * @returns {string | null}
 */
export function classOf(model, scale, country, year) {
  const letter = scale.years[country]?.[year - model.span[0]];
  return letter === undefined || letter === "." ? null : scale.classes[Number(letter)][0];
}
