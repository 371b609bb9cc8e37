// How things are said: years, counts, evidence. A presence is called a presence.

import { figure, some } from "../page/words.js";

export { figure, some };

/** @typedef {import("./model.js").Model} Model */

/**
 * Return the years of a record: one, a span, an open one, or "undated".
 * @param {number | null} first
 * @param {number | null} last
 * @param {string} since What stands before the year of an open one.
 */
export function years(first, last, since = "since") {
  if (first === null) return "undated";
  if (last === null) return `${since} ${first}`;
  return first === last ? String(first) : `${first}–${last}`;
}

/**
 * Return what is shown, in one line: every number with what it is of, and what is not shown.
 * @param {Model} model
 * @param {import("./masks.js").Shown["counts"]} counts
 * @param {string} said What else there is to say.
 * @param {Set<number>} out The classes that are left out.
 */
export function summary(model, counts, said, out = new Set()) {
  const { nodes, links, deals, records, undated, apart } = counts;
  const parts = [
    `${figure(nodes)} of ${some(model.size, "thing")}`,
    `${figure(links)} of ${some(model.data.links.s.length, "link")}`,
    some(deals, "deal"),
    some(records - deals, "other record"),
    `${figure(undated)} undated`,
    apart ? `${figure(apart)} in smaller parts left out` : "",
    hidden(model, out),
    said,
  ];
  return parts.filter(Boolean).join(" · ");
}

/**
 * Return how many things wait hidden of the classes that the page opened without.
 * @param {Model} model
 * @param {Set<number>} out
 */
function hidden({ data }, out) {
  const parts = data.off
    .filter((cls) => out.has(cls))
    .map((cls) => some(data.nodes.cls.filter((one) => one === cls).length, data.classes[cls][1]));
  return parts.length ? `${parts.join(" and ")} hidden` : "";
}

/**
 * @typedef {object} Said What there is to say of one link.
 * @property {string} kind
 * @property {string} years
 * @property {string} grade
 * @property {string} regime Empty for what is no deal.
 * @property {string} technologies
 * @property {string} says
 * @property {string} id
 * @property {{source: string, title: string, place: string}[]} places
 * @property {string} url An http or https address, or nothing.
 */

/**
 * Return what there is to say of a link.
 * @param {Model} model
 * @param {number} link
 * @returns {Said}
 */
export function said(model, link) {
  const { data } = model;
  const { records } = data;
  const record = data.links.r[link];
  const sources = [records.source[record]].flat();
  const places = records.place[record].split("\n");
  const one = data.kinds[records.kind[record]];
  return {
    kind: kind(one),
    years: years(records.first[record], records.last[record], one.since),
    grade: data.grades[records.grade[record]],
    regime: regime(model, data.links.g[link]),
    technologies: data.techsets[records.tech[record]]
      .map((code) => data.technologies[code].name)
      .join(", "),
    says: records.says[record],
    id: records.id[record],
    places: sources.map((number, at) => ({
      source: data.sources[number].id,
      title: data.sources[number].title || data.sources[number].id,
      place: places[at] ?? "",
    })),
    url: address(records.url[record]),
  };
}

/**
 * Return a kind in words; beside one that is no deal stands what it is a kind of.
 * @param {{cls: string, group: string, label: string}} one
 */
export function kind({ cls, group, label }) {
  return cls === "Deal" || label === group ? label : `${group}: ${label}`;
}

/**
 * Return the name of a regime's code.
 * @param {Model} model
 * @param {number} code
 */
export function regime(model, code) {
  const word = model.data.regimeCodes[code];
  return model.data.regimes.names[word] ?? word;
}

/**
 * Return an address that may be linked to, or nothing.
 * @param {string} url
 */
export function address(url) {
  return /^https?:\/\//i.test(url) ? url : "";
}

/**
 * Return how an edge is read from its source to its target.
 * @param {Model} model
 * @param {{t: number, cls: string}} edge
 */
export function verb({ data }, { t, cls }) {
  const to = data.classes[data.nodes.cls[t]][0];
  return data.verbs[`${cls}:${to}`] ?? data.verbs[cls] ?? cls;
}
