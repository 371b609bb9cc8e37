// Names on the canvas: readable over lines and dots, on a light and on a dark ground.

import * as colours from "./colours.js";

/** @typedef {import("./colours.js").Theme} Theme */

/**
 * Write a name beside its node, with a rim that parts it from what lies under it.
 * @param {CanvasRenderingContext2D} ctx
 * @param {{x: number, y: number, size: number, label: string | null}} node
 * @param {{labelFont: string, labelSize: number}} settings
 * @param {Theme} theme
 */
export function label(ctx, node, settings, theme) {
  const text = node.label ?? "";
  const { ground, ink } = colours.GROUNDS[theme];
  ctx.font = `${settings.labelSize}px ${settings.labelFont}`;
  ctx.lineJoin = "round";
  ctx.lineWidth = 3;
  ctx.strokeStyle = ground;
  ctx.fillStyle = ink;
  const shown = text.length > 34 ? `${text.slice(0, 32)}…` : text;
  const [left, low] = [node.x + node.size + 4, node.y + settings.labelSize / 3];
  ctx.strokeText(shown, left, low);
  ctx.fillText(shown, left, low);
}

/**
 * Draw the name of the node under the pointer on a plate that both grounds show.
 * @param {CanvasRenderingContext2D} ctx
 * @param {{x: number, y: number, size: number, label: string | null, color: string}} node
 * @param {{labelFont: string}} settings
 * @param {Theme} theme
 */
export function hover(ctx, node, settings, theme) {
  const { halo, ink } = colours.GROUNDS[theme];
  const text = node.label ?? "";
  ctx.font = `600 13px ${settings.labelFont}`;
  const left = node.x + node.size + 3;
  ctx.fillStyle = halo;
  ctx.strokeStyle = ink;
  ctx.lineWidth = 1;
  if (text) {
    ctx.beginPath();
    ctx.roundRect(left, node.y - 11, ctx.measureText(text).width + 12, 22, 5);
    ctx.fill();
    ctx.stroke();
  }
  ctx.beginPath();
  ctx.arc(node.x, node.y, node.size + 2.5, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = node.color;
  ctx.beginPath();
  ctx.arc(node.x, node.y, node.size, 0, 2 * Math.PI);
  ctx.fill();
  ctx.fillStyle = ink;
  ctx.fillText(text, left + 6, node.y + 4.5);
}
