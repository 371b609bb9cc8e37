// A picture written out: as an SVG for the page, a file and print, and as a PNG.

import { round, shape } from "../page/svg.js";

/** @typedef {import("./picture.js").Picture} Picture */

/**
 * Return a picture as an SVG element.
 * @param {Picture} drawn
 * @param {string} title
 * @returns {SVGElement}
 */
export function svg(drawn, title) {
  const { width, height } = drawn;
  const made = shape("svg", {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: "img",
  });
  made.append(shape("title", {}, title));
  made.append(shape("rect", { width, height, fill: drawn.ground }));
  for (const { x1, y1, x2, y2, colour, width: w } of drawn.lines) {
    made.append(shape("line", { x1, y1, x2, y2, stroke: colour, "stroke-width": round(w) }));
  }
  for (const { x, y, r, colour } of drawn.dots) {
    made.append(shape("circle", { cx: x, cy: y, r, fill: colour, stroke: drawn.ground }));
  }
  for (const { x, y, text, colour, size } of drawn.texts) {
    const look = { "font-family": "system-ui, Arial, sans-serif", "font-size": size };
    const halo = { stroke: drawn.ground, "stroke-width": 3, "paint-order": "stroke" };
    made.append(shape("text", { x, y, fill: colour, ...look, ...halo }, text));
  }
  return made;
}

/**
 * Return a picture as a PNG of twice its size.
 * @param {Picture} drawn
 * @returns {Promise<Blob>}
 */
export function png(drawn) {
  const canvas = document.createElement("canvas");
  canvas.width = drawn.width * 2;
  canvas.height = drawn.height * 2;
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  ctx.scale(2, 2);
  ctx.fillStyle = drawn.ground;
  ctx.fillRect(0, 0, drawn.width, drawn.height);
  for (const line of drawn.lines) {
    ctx.strokeStyle = line.colour;
    ctx.lineWidth = line.width;
    ctx.beginPath();
    ctx.moveTo(line.x1, line.y1);
    ctx.lineTo(line.x2, line.y2);
    ctx.stroke();
  }
  for (const { x, y, r, colour } of drawn.dots) {
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.strokeStyle = drawn.ground;
  ctx.lineWidth = 3;
  ctx.lineJoin = "round";
  for (const { x, y, text, colour, size } of drawn.texts) {
    ctx.font = `${size}px system-ui, Arial, sans-serif`;
    ctx.fillStyle = colour;
    ctx.strokeText(text, x, y);
    ctx.fillText(text, x, y);
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no PNG was made"))));
  });
}
