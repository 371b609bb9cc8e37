// The choices above the pictures: what classifies, what is chosen, and how to be rid of it.

import { byId, element, input } from "../page/dom.js";
import { DIMENSIONS, lagOf, yearOf } from "./choice.js";
import { byValue, last, regimeOrder, taken } from "./count.js";
import { PARTS } from "./parts.js";
import { TITLES, called, dyed, figure, years } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./choice.js").Dimension} Dimension */

/** @type {("exporter" | "technology" | "importer")[]} */
const LISTED = ["exporter", "technology", "importer"];

/**
 * Fill the lists of indices and definitions, and of parts of the world.
 * @param {Model} model
 */
export function fillLists(model) {
  const groups = new Map([["Indices of regimes", /** @type {Node[]} */ ([])]]);
  for (const { id, label, group } of model.scales.values()) {
    const name = group ? `Definitions by ${group}` : "Indices of regimes";
    groups.set(name, [...(groups.get(name) ?? []), element("option", { value: id }, label)]);
  }
  byId("scale").replaceChildren(
    ...[...groups].map(([label, options]) => element("optgroup", { label }, ...options)),
  );
  const parts = [...PARTS].map(([value, { name }]) => element("option", { value }, name));
  part().replaceChildren(...parts);
}

/**
 * Set every control to what is chosen, and say how many deals each choice has.
 * @param {Model} model
 * @param {Choice} choice
 */
export function settle(model, choice) {
  const scale = model.scales.get(choice.scale);
  const list = /** @type {HTMLSelectElement} */ (byId("scale"));
  list.value = choice.scale;
  list.disabled = model.scales.size === 0;
  byId("about").textContent = scale?.about ?? "The graph classifies no country.";
  input("lag").value = String(choice.lag);
  input("abroad").checked = choice.abroad;
  input("from").value = choice.from === null ? "" : String(choice.from);
  input("to").value = choice.to === null ? "" : String(choice.to);
  input("undated").checked = choice.undated;
  part().value = choice.part;
  LISTED.forEach((one) => list_(model, choice, one));
  buttons(model, choice);
  chips(model, choice);
}

/**
 * @param {Model} model
 * @param {Choice} choice
 * @param {"exporter" | "technology" | "importer"} dimension
 */
function list_(model, choice, dimension) {
  const counts = byValue(model, taken(model, choice, [dimension]), dimension);
  const values = [...counts.keys()].filter((one) => !choice.only[dimension].has(one));
  const name = (/** @type {string} */ one) => called(model, choice, dimension, one);
  values.sort((a, b) => last(a, b) || name(a).localeCompare(name(b), "en"));
  byId(dimension).replaceChildren(
    element("option", { value: "" }, choice.only[dimension].size ? "add …" : "all"),
    ...values.map((one) =>
      element("option", { value: one }, `${name(one)} (${figure(counts.get(one) ?? 0)})`),
    ),
  );
}

/**
 * @param {Model} model
 * @param {Choice} choice
 */
function buttons(model, choice) {
  const regimes = byValue(model, taken(model, choice, ["regime"]), "regime");
  const shown = regimeOrder(model, choice).filter(
    (one) => !one.startsWith("(") || regimes.has(one) || choice.only.regime.has(one),
  );
  replace("regimes", choice, "regime", shown, (one) => [
    element("i", { className: `swatch ${dyed(one)}` }),
    ...counted(called(model, choice, "regime", one), regimes.get(one)),
  ]);
  const kinds = byValue(model, taken(model, choice, ["kind"]), "kind");
  for (const [box, faint] of /** @type {[string, boolean][]} */ ([
    ["faint", true],
    ["firm", false],
  ])) {
    const some = [...model.kinds.values()].filter((one) => one.faint === faint);
    byId(`${box}-box`).hidden = !some.length;
    replace(
      box,
      choice,
      "kind",
      some.map((one) => one.code),
      (one) => {
        return counted(called(model, choice, "kind", one), kinds.get(one));
      },
    );
  }
}

/**
 * @param {string} label
 * @param {number | undefined} number
 */
function counted(label, number) {
  return [element("span", {}, label), element("small", {}, figure(number ?? 0))];
}

/**
 * Put buttons into a box, and leave the focus where it was.
 * @param {string} id
 * @param {Choice} choice
 * @param {Dimension} dimension
 * @param {string[]} values
 * @param {(value: string) => Node[]} inside
 */
function replace(id, choice, dimension, values, inside) {
  const now = document.activeElement;
  const before = now instanceof HTMLElement && byId(id).contains(now) ? now.dataset.value : null;
  const made = values.map((value) =>
    element(
      "button",
      {
        type: "button",
        className: "toggle",
        "data-dimension": dimension,
        "data-value": value,
        "aria-pressed": choice.only[dimension].has(value),
      },
      ...inside(value),
    ),
  );
  byId(id).replaceChildren(...made);
  made.find((one) => one.dataset.value === before)?.focus({ preventScroll: true });
}

/**
 * @param {Model} model
 * @param {Choice} choice
 */
function chips(model, choice) {
  const found = DIMENSIONS.flatMap((one) =>
    [...choice.only[one]].map((value) =>
      chip(one, value, `${TITLES[one]}: ${called(model, choice, one, value)}`),
    ),
  );
  const span = years(choice);
  if (span) found.push(chip("years", "", `Years: ${span}`));
  if (!choice.undated) found.push(chip("undated", "", "Undated: left out"));
  byId("chips").replaceChildren(...found);
  byId("chosen").hidden = !found.length;
}

/**
 * @param {string} dimension
 * @param {string} value
 * @param {string} text
 */
function chip(dimension, value, text) {
  return element(
    "button",
    {
      type: "button",
      className: "chip",
      "data-dimension": dimension,
      "data-value": value,
      "aria-label": `Remove ${text}`,
    },
    element("span", {}, text),
    element("span", { "aria-hidden": "true" }, " ×"),
  );
}

/**
 * Take what the reader has set in the fields.
 * @param {Model} model
 * @param {Choice} choice
 */
export function fields(model, choice) {
  choice.lag = lagOf(model, input("lag").value) ?? choice.lag;
  choice.abroad = input("abroad").checked;
  choice.from = yearOf(input("from").value);
  choice.to = yearOf(input("to").value);
  choice.undated = input("undated").checked;
  choice.part = part().value;
}

function part() {
  return /** @type {HTMLSelectElement} */ (byId("part"));
}
