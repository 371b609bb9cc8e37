// A field that finds things as one types: arrows move, Enter takes, Escape closes.

import { element } from "./dom.js";

/** @typedef {{node: number, text: string, alias: boolean}} Hit What was found of what was typed. */

/**
 * @param {HTMLInputElement} field
 * @param {HTMLElement} list An element with the role listbox.
 * @param {(text: string) => Hit[]} find
 * @param {(hit: Hit) => string} describe What stands beside a name: its class, where it is from.
 * @param {(node: number) => void} choose
 */
export function combobox(field, list, find, describe, choose) {
  /** @type {Hit[]} */
  let hits = [];
  let at = -1;

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} next */
  function mark(next) {
    at = hits.length ? (next + hits.length) % hits.length : -1;
    [...list.children].forEach((one, number) =>
      one.setAttribute("aria-selected", String(number === at)),
    );
    if (at >= 0) field.setAttribute("aria-activedescendant", list.children[at].id);
  }

  function open() {
    hits = find(field.value);
    const rows = hits.map((hit, number) => {
      const row = element(
        "li",
        { id: `${list.id}-${number}`, role: "option" },
        element("span", {}, hit.text),
        element("small", {}, describe(hit)),
      );
      row.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        take(number);
      });
      return row;
    });
    const none = element("li", { role: "option", "aria-disabled": "true" }, "nothing is called so");
    list.replaceChildren(...(rows.length ? rows : [none]));
    list.hidden = !field.value.trim();
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(0);
  }

  /** @param {number} number */
  function take(number) {
    const hit = hits[number];
    if (!hit) return;
    close();
    field.value = hit.text;
    choose(hit.node);
  }

  field.addEventListener("input", open);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) open();
      else mark(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      if (list.hidden) open();
      take(at);
    } else if (event.key === "Escape" && !list.hidden) {
      close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
}
