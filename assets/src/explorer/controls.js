// The filters beside the picture: what they show, and what a change of them means.

import { byId, element, input } from "../page/dom.js";
import { figure, regime } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Filters} Filters */

// So many kinds of evidence are seen at a glance; of more, only those of deals are unfolded.
const GLANCE = 12;

/**
 * Fill the filters and the legend, and call `changed` after each change of `filters`.
 * @param {Model} model
 * @param {Filters} filters
 * @param {() => void} changed
 */
export function controls(model, filters, changed) {
  classes(model, filters, changed);
  kinds(model, filters, changed);
  choices(model, filters, changed);
  years(model, filters, changed);
  toggle("undated", (on) => (filters.undated = on), changed);
  toggle("main", (on) => (filters.main = on), changed);
  input("core").addEventListener("input", () => {
    filters.core = Number(input("core").value) || 0;
    changed();
  });
}

/**
 * Let the boxes say what the filters are, where something else than a click changed them.
 * @param {Filters} filters
 */
export function agree(filters) {
  for (const box of byId("classes").querySelectorAll("input")) {
    box.checked = !filters.classes.has(Number(box.value));
  }
  input("main").checked = filters.main;
}

/**
 * @param {Model} model
 * @param {Filters} filters
 * @param {() => void} changed
 */
function classes({ data }, filters, changed) {
  const counts = tally(data.nodes.cls);
  const rows = data.classes.map(([name, label], at) => ({
    number: at,
    label,
    look: `node of-${name || "other"}`,
    count: counts.get(at) ?? 0,
  }));
  byId("classes").append(...boxes(rows, filters.classes, changed));
}

/**
 * @param {Model} model
 * @param {Filters} filters
 * @param {() => void} changed
 */
function kinds({ data }, filters, changed) {
  const counts = tally(data.records.kind);
  const rows = data.kinds.map((one, at) => ({
    number: at,
    label: one.label,
    look: `edge of-${one.cls}${one.faint ? " faint" : ""}`,
    count: counts.get(at) ?? 0,
    cls: one.cls,
    group: one.group,
  }));
  for (const group of new Set(rows.map((row) => row.group))) {
    const part = rows.filter((row) => row.group === group);
    const made = boxes(part, filters.kinds, changed);
    const alone = part.length === 1 && part[0].label === group;
    byId("kinds").append(...(alone ? made : [folded(group, part, made, rows.length)]));
  }
}

/**
 * @param {string} group
 * @param {{cls: string, count: number}[]} part
 * @param {HTMLElement[]} made
 * @param {number} all How many kinds there are in all groups.
 */
function folded(group, part, made, all) {
  const sum = part.reduce((total, row) => total + row.count, 0);
  const head = element("summary", {}, group, element("small", {}, figure(sum)));
  const open = all <= GLANCE || part[0].cls === "Deal";
  return element("details", { open }, head, ...made);
}

/**
 * @param {{number: number, label: string, look: string, count: number}[]} rows
 * @param {Set<number>} out What is left out.
 * @param {() => void} changed
 */
function boxes(rows, out, changed) {
  return rows.map(({ number, label, look, count }) => {
    const checked = !out.has(number);
    const box = element("input", { type: "checkbox", checked, value: String(number) });
    box.addEventListener("change", () => {
      if (box.checked) out.delete(number);
      else out.add(number);
      changed();
    });
    const many = element("small", {}, figure(count));
    return element("label", {}, box, element("i", { className: look }), label, many);
  });
}

/**
 * @param {Model} model
 * @param {Filters} filters
 * @param {() => void} changed
 */
function choices(model, filters, changed) {
  const { grades, regimeCodes } = model.data;
  choice("technology", [["", "all"], ...used(model)], (value) => {
    filters.technology = value;
    changed();
  });
  const codes = regimeCodes.flatMap((word, code) =>
    word ? [[String(code), regime(model, code)]] : [],
  );
  choice("regime", [["-1", "all"], ...codes], (value) => {
    filters.regime = Number(value);
    changed();
  });
  const words = grades.map((label, at) => [String(at), at ? `${label} or better` : label]);
  choice("grade", words.reverse(), (value) => {
    filters.grade = Number(value);
    changed();
  });
}

/** @param {number[]} column */
function tally(column) {
  /** @type {Map<number, number>} */
  const found = new Map();
  for (const one of column) found.set(one, (found.get(one) ?? 0) + 1);
  return found;
}

/**
 * @param {string} id
 * @param {string[][]} options Values with their labels; the first is chosen.
 * @param {(value: string) => void} chosen
 */
function choice(id, options, chosen) {
  const select = /** @type {HTMLSelectElement} */ (byId(id));
  select.append(...options.map(([value, label]) => element("option", { value }, label)));
  select.addEventListener("change", () => chosen(select.value));
}

/**
 * Return the technologies that records name, with those that are wider, as they stand in the tree.
 * @param {Model} model
 * @returns {string[][]}
 */
function used({ data }) {
  const wanted = new Set(data.techsets.flat().map((code) => data.technologies[code].id));
  const wider = new Map(data.technologies.map(({ id, broader }) => [id, broader]));
  for (const id of [...wanted]) {
    for (let up = wider.get(id); up; up = wider.get(up)) wanted.add(up);
  }
  /** @param {string} above @param {number} depth @returns {string[][]} */
  const below = (above, depth) =>
    data.technologies
      .filter(({ id, broader }) => broader === above && wanted.has(id))
      .flatMap(({ id, name }) => [
        [id, `${"\u2003".repeat(depth)}${name}`],
        ...below(id, depth + 1),
      ]);
  return below("", 0);
}

/**
 * @param {Model} model
 * @param {Filters} filters
 * @param {() => void} changed
 */
function years({ data }, filters, changed) {
  const dated = data.records.first.filter((year) => year !== null);
  const [first, last] = dated.length
    ? dated.reduce(([a, b], y) => [Math.min(a, y), Math.max(b, y)], [9999, 0])
    : [1990, 2030];
  for (const [id, value] of /** @type {const} */ ([
    ["from", first],
    ["to", last],
  ])) {
    const field = input(id === "to" ? "to-year" : id);
    Object.assign(field, { min: String(first), max: String(last), placeholder: String(value) });
    field.addEventListener("input", () => {
      filters[id] = /^\d{4}$/.test(field.value) ? Number(field.value) : null;
      changed();
    });
  }
}

/**
 * @param {string} id
 * @param {(on: boolean) => void} set
 * @param {() => void} changed
 */
function toggle(id, set, changed) {
  input(id).addEventListener("change", () => {
    set(input(id).checked);
    changed();
  });
}
