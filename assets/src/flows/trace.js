// Show where a node's deals come from and where they go.

import { byId } from "../page/dom.js";

/**
 * Light up what runs through the mark under the pointer.
 * @param {EventTarget | null} target
 */
export function trace(target) {
  const node = target instanceof Element ? target.closest(".node") : null;
  const key = node?.getAttribute("data-key") ?? null;
  const [column, value] = (key ?? "|").split("|");
  byId("sankey").classList.toggle("traced", key !== null);
  for (const one of byId("sankey").querySelectorAll(".ribbon")) {
    const on =
      one.getAttribute("data-from") === key ||
      one.getAttribute("data-to") === key ||
      (column === "regime" && one.getAttribute("data-regime") === value);
    one.classList.toggle("on", on);
  }
}
