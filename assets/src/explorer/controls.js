// The filters beside the picture: what they show, and what a change of them means.

import * as colours from "./colours.js";
import { byId, element, input } from "../page/dom.js";
import { kind, regime } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Filters} Filters */

/**
 * Fill the filters and the legend, and call `changed` after each change of `filters`.
 * @param {Model} model
 * @param {Filters} filters
 * @param {() => void} changed
 */
export function controls(model, filters, changed) {
  const { data } = model;
  boxes(
    "classes",
    data.classes.map(([name, label], at) => [at, label, `node ${name || "none"}`]),
    filters.classes,
    changed,
    tally(data.nodes.cls),
  );
  kinds(model, filters, changed);
  choice("technology", [["", "all"], ...used(model)], (value) => {
    filters.technology = value;
    changed();
  });
  const codes = data.regimeCodes.flatMap((word, code) =>
    word ? [[String(code), regime(model, code)]] : [],
  );
  choice("regime", [["-1", "all"], ...codes], (value) => {
    filters.regime = Number(value);
    changed();
  });
  choice(
    "grade",
    data.grades.map((label, at) => [String(at), at ? `${label} or better` : label]).reverse(),
    (value) => {
      filters.grade = Number(value);
      changed();
    },
  );
  years(model, filters, changed);
  toggle("undated", (on) => (filters.undated = on), changed);
  toggle("main", (on) => (filters.main = on), changed);
  input("core").addEventListener("input", () => {
    filters.core = Number(input("core").value) || 0;
    changed();
  });
}

/**
 * @param {Model} model
 * @param {Filters} filters
 * @param {() => void} changed
 */
function kinds({ data }, filters, changed) {
  const rows = data.kinds.map((one, at) => {
    const label = kind(one);
    return /** @type {[number, string, string]} */ ([
      at,
      label,
      `edge ${one.cls}${one.faint ? " faint" : ""}`,
    ]);
  });
  boxes("kinds", rows, filters.kinds, changed, tally(data.records.kind));
}

/**
 * @param {string} id
 * @param {[number, string, string][]} rows Number, label, and the look of its mark.
 * @param {Set<number>} out What is left out.
 * @param {() => void} changed
 * @param {Map<number, number>} counts
 */
function boxes(id, rows, out, changed, counts) {
  byId(id).append(
    ...rows.map(([number, label, look]) => {
      const box = element("input", { type: "checkbox", checked: true, value: String(number) });
      box.addEventListener("change", () => {
        if (box.checked) out.delete(number);
        else out.add(number);
        changed();
      });
      const count = element("small", {}, (counts.get(number) ?? 0).toLocaleString("en"));
      return element("label", {}, box, element("i", { className: look }), label, count);
    }),
  );
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

/**
 * Give the marks of the legend the colours of the picture.
 * @param {import("./colours.js").Theme} theme
 */
export function dye(theme) {
  for (const mark of document.querySelectorAll("#filters i")) {
    const [what, cls, faint] = mark.className.split(" ");
    const colour =
      what === "node" ? colours.node(cls, theme) : colours.edge(cls, Boolean(faint), theme);
    /** @type {HTMLElement} */ (mark).style.background = colour;
  }
}
