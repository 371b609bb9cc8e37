// The picture where there is no WebGL: an SVG that does not move, with all else as it is.

import { dyes } from "./colours.js";
import { picture } from "./picture.js";
import { svg } from "./sheet.js";

/** @typedef {import("./model.js").Model} Model */

/**
 * Return what `scene` returns, as far as a picture that does not move can do it.
 * @param {Model} model
 * @param {HTMLElement} box
 */
export function still(model, box) {
  const x = Float64Array.from(model.data.x);
  const y = Float64Array.from(model.data.y);
  const all = new Uint8Array(model.size).fill(1);
  return {
    x,
    y,
    inside: () => all,
    whole: () => true,
    /**
     * @param {import("./masks.js").Shown} shown
     * @param {number | null} _
     * @param {import("./colours.js").Theme} theme
     */
    paint(shown, _, theme) {
      const caption = ["This browser gives no WebGL: the picture does not move."];
      box.replaceChildren(
        svg(
          picture(model, shown, { x, y }, { dyes: dyes(model.data.palette, theme), caption }),
          "Network",
        ),
      );
    },
    expand: () => ({ added: 0, left: 0 }),
    all() {},
    arrange() {},
    fit() {},
    look() {},
    move() {},
  };
}
