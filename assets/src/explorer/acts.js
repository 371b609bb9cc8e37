// What the buttons and the keys do.

import { choose } from "./choosing.js";
import { byId, download, input } from "../page/dom.js";
import { fit, sheet, table, update } from "./session.js";
import { focusOn, neighbourhood, neighbours } from "./shape.js";
import { png, svg } from "./sheet.js";
import { PAGE } from "./table.js";

/** @typedef {import("./session.js").Session} Session */

/**
 * Return what each button does, by its id.
 * @param {Session} one
 * @returns {Record<string, () => void>}
 */
export function acts(one) {
  return {
    arrange: () => {
      one.view.arrange(one.shown);
      fit(one);
    },
    reset: () => fit(one),
    close: () => choose(one, null),
    unfocus: () => all(one),
    whole: () => {
      one.view.all();
      all(one);
    },
    ego1: () => neighbourhood(one, 1),
    ego2: () => neighbourhood(one, 2),
    ego3: () => neighbourhood(one, 3),
    expand: () => neighbours(one),
    theme: () => dress(one, one.theme === "light" ? "dark" : "light"),
    svg: () => {
      const made = svg(sheet(one, one.theme), document.title);
      const text = new XMLSerializer().serializeToString(made);
      download(new Blob([text], { type: "image/svg+xml" }), "panoptrade.svg");
    },
    png: async () => download(await png(sheet(one, one.theme)), "panoptrade.png"),
    more: () => {
      one.rows += PAGE * 10;
      table(one);
    },
    tables: () => unfold(one),
  };
}

/** @param {Session} one */
function all(one) {
  one.said = "";
  focusOn(one, null);
}

/** @param {Session} one */
function unfold(one) {
  const box = byId("table");
  box.hidden = !box.hidden;
  byId("tables").setAttribute("aria-expanded", String(!box.hidden));
  if (!box.hidden) table(one);
}

/**
 * Show the page light or dark.
 * @param {Session} one
 * @param {import("./colours.js").Theme} theme
 */
export function dress(one, theme) {
  one.theme = theme;
  document.documentElement.dataset.theme = theme;
  update(one);
}

/**
 * Let keys do what buttons do, where nothing is typed.
 * @param {Record<string, () => void>} does
 * @param {(key: string) => void} move What arrows, plus and minus do in the picture.
 */
export function keys(does, move) {
  /** @type {Record<string, () => void>} */
  const free = { "/": () => input("find").focus(), t: does.tables, 0: does.reset };
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
    if (key === "Escape") does.close();
    else if (typing) return;
    else if (free[key]) free[key]();
    else if (target === byId("network") && /^(Arrow\w+|[-+=])$/.test(key)) move(key);
    else return;
    event.preventDefault();
  });
}
