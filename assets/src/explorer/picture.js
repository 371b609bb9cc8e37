// The picture as shapes, for what sigma's canvas cannot do: SVG, PNG and print.

import * as colours from "./colours.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Shown} Shown */
/** @typedef {import("./colours.js").Theme} Theme */

/**
 * @typedef {object} Picture
 * @property {number} width
 * @property {number} height
 * @property {string} ground
 * @property {{x1: number, y1: number, x2: number, y2: number, colour: string, width: number}[]} lines
 * @property {{x: number, y: number, r: number, colour: string}[]} dots
 * @property {{x: number, y: number, text: string, colour: string, size: number}[]} texts
 */

const LETTER = 0.56;
const MOST = 60;
const SVG = "http://www.w3.org/2000/svg";

/**
 * Return the picture of what is shown, with a caption under it.
 * @param {Model} model
 * @param {Shown} shown
 * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} places
 * @param {{theme: Theme, caption: string[], width?: number, height?: number}} how
 * @returns {Picture}
 */
export function picture(model, shown, places, { theme, caption, width = 1600, height = 1000 }) {
  const nodes = [...shown.nodes.keys()].filter((node) => shown.nodes[node]);
  const foot = 20 * (caption.length + 1) + 26;
  const at = fitted(nodes, places, width, height - foot);
  const { ground, ink, soft } = colours.GROUNDS[theme];
  const dots = nodes.map((node) => ({
    ...at(node),
    r: radius(model, node, nodes.length),
    colour: dye(model, node, theme),
  }));
  const drawn = { width, height, ground, lines: lines(model, shown, at, theme), dots };
  const texts = named(model, nodes, dots, ink);
  caption.forEach((text, line) =>
    texts.push({ x: 24, y: height - foot + 50 + 20 * line, text, colour: soft, size: 13 }),
  );
  const found = { ...drawn, texts };
  explain(model, shown, nodes, found, height - foot + 18, theme);
  return found;
}

/**
 * Write the legend under a picture: the classes of its dots and of its lines.
 * @param {Model} model
 * @param {Shown} shown
 * @param {number[]} nodes
 * @param {Picture} found
 * @param {number} y
 * @param {Theme} theme
 */
function explain({ data, edges }, shown, nodes, found, y, theme) {
  let x = 30;
  /** @param {string} text */
  const write = (text) => {
    found.texts.push({ x: x + 12, y: y + 5, text, colour: colours.GROUNDS[theme].ink, size: 14 });
    x += 50 + text.length * 14 * LETTER;
  };
  const used = new Set(nodes.map((node) => data.nodes.cls[node]));
  data.classes.forEach(([name, text], cls) => {
    if (!used.has(cls)) return;
    found.dots.push({ x, y, r: 6, colour: colours.node(name, theme) });
    write(text);
  });
  const drawn = edges.filter((_, edge) => shown.edges[edge]);
  for (const cls of new Set(drawn.map((edge) => edge.cls))) {
    const text = data.kinds.find((kind) => kind.cls === cls)?.group ?? cls;
    const colour = colours.edge(cls, false, theme);
    found.lines.push({ x1: x - 14, y1: y, x2: x + 6, y2: y, colour, width: 3 });
    write(text);
  }
}

/**
 * @param {Model} model
 * @param {Shown} shown
 * @param {(node: number) => {x: number, y: number}} at
 * @param {Theme} theme
 */
function lines(model, shown, at, theme) {
  return model.edges.flatMap(({ s, t, cls, faint, from, to }, number) => {
    if (!shown.edges[number]) return [];
    const [a, b] = [at(s), at(t)];
    const width = Math.min(1 + 0.5 * Math.log2(to - from), 4);
    return [{ x1: a.x, y1: a.y, x2: b.x, y2: b.y, colour: colours.edge(cls, faint, theme), width }];
  });
}

/**
 * Return where nodes fall on a sheet of this size.
 * @param {number[]} nodes
 * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} places
 * @param {number} width
 * @param {number} height
 */
export function fitted(nodes, places, width, height) {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of nodes) {
    left = Math.min(left, places.x[node]);
    right = Math.max(right, places.x[node]);
    low = Math.min(low, places.y[node]);
    high = Math.max(high, places.y[node]);
  }
  const edge = 60;
  const wide = (width - 2 * edge) / Math.max(right - left, 1);
  const tall = (height - 2 * edge) / Math.max(high - low, 1);
  const scale = Math.min(wide, tall, 4);
  /** @param {number} node */
  return (node) => ({
    x: round(width / 2 + (places.x[node] - (left + right) / 2) * scale),
    y: round(height / 2 - (places.y[node] - (low + high) / 2) * scale),
  });
}

/**
 * @param {Model} model
 * @param {number} node
 * @param {number} many
 */
function radius(model, node, many) {
  return round(model.data.size[node] * Math.min(1, Math.max(0.35, 14 / Math.sqrt(many))));
}

/**
 * @param {Model} model
 * @param {number} node
 * @param {Theme} theme
 */
function dye(model, node, theme) {
  return colours.node(model.data.classes[model.data.nodes.cls[node]][0], theme);
}

/**
 * Name the largest nodes, each where its name meets no other.
 * @param {Model} model
 * @param {number[]} nodes
 * @param {Picture["dots"]} dots
 * @param {string} colour
 * @returns {Picture["texts"]}
 */
function named(model, nodes, dots, colour) {
  const size = 13;
  const order = nodes.map((_, at) => at).sort((a, b) => dots[b].r - dots[a].r || a - b);
  /** @type {{x: number, y: number, w: number}[]} */
  const taken = [];
  /** @type {Picture["texts"]} */
  const found = [];
  for (const at of order) {
    if (found.length >= MOST) break;
    const name = model.data.nodes.name[nodes[at]];
    const text = name.length > 34 ? `${name.slice(0, 32)}…` : name;
    const spot = {
      x: dots[at].x + dots[at].r + 4,
      y: dots[at].y + size / 3,
      w: text.length * size * LETTER,
    };
    if (
      taken.some(
        (o) => Math.abs(o.y - spot.y) < size * 1.2 && o.x < spot.x + spot.w && spot.x < o.x + o.w,
      )
    )
      continue;
    taken.push(spot);
    found.push({ x: round(spot.x), y: round(spot.y), text, colour, size });
  }
  return found;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}

/**
 * Return a picture as an SVG element.
 * @param {Picture} drawn
 * @param {string} title
 * @returns {SVGElement}
 */
export function svg(drawn, title) {
  const { width, height } = drawn;
  const made = shape("svg", {
    xmlns: SVG,
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
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {string} [text]
 */
function shape(tag, attributes, text) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== "xmlns") made.setAttribute(name, String(value));
  }
  if (text !== undefined) made.textContent = text;
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
