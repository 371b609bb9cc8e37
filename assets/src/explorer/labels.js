// Names on the canvas: from the largest thing down, each where it meets no other name.

/** @typedef {import("./colours.js").Dyes} Dyes */
/** @typedef {{x: number, y: number, size: number, label: string | null, color: string}} Named */
/** @typedef {[number, number, number, number]} Box Left, top, right, bottom. */

const [LONGEST, LINE, SIDE, APART] = [34, 1.25, 4, 2];

/**
 * Return a name as it is written: a long one is cut.
 * @param {string} text
 */
export function short(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 2)}…` : text;
}

/**
 * Tell whether two boxes meet.
 * @param {Box} a
 * @param {Box} b
 */
function meet(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/**
 * Return where a name of this width goes: right of its thing, left, under or over it; null where
 * each of these meets what is taken.
 * @param {{x: number, y: number, size: number}} thing
 * @param {number} width
 * @param {number} size Of the letters.
 * @param {Box[]} taken
 * @returns {Box | null}
 */
export function spot({ x, y, size: reach }, width, size, taken) {
  const [tall, away] = [(size * LINE) / 2, reach + SIDE];
  /** @type {[number, number][]} */
  const middles = [
    [x + away + width / 2, y],
    [x - away - width / 2, y],
    [x, y + reach + tall],
    [x, y - reach - tall],
  ];
  const half = width / 2 + APART;
  for (const [left, top] of middles) {
    /** @type {Box} */
    const box = [left - half, top - tall, left + half, top + tall];
    if (!taken.some((other) => meet(box, other))) return box;
  }
  return null;
}

/**
 * Return what keeps names inside a sheet: all that lies left and right of it.
 * @param {number} width
 * @returns {Box[]}
 */
export function walls(width) {
  return [
    [-Infinity, -Infinity, 0, Infinity],
    [width, -Infinity, Infinity, Infinity],
  ];
}

/**
 * Return what gathers the names of one drawing and then writes them.
 * @param {() => Dyes} dyes
 */
export function names(dyes) {
  /** @type {Named[]} */
  let waiting = [];
  /** @type {{ctx: CanvasRenderingContext2D, font: string, size: number} | null} */
  let pen = null;
  return {
    /**
     * @param {CanvasRenderingContext2D} ctx
     * @param {Named} node
     * @param {{labelFont: string, labelSize: number}} settings
     */
    gather(ctx, node, settings) {
      pen = { ctx, font: settings.labelFont, size: settings.labelSize };
      waiting.push({ ...node });
    },
    write() {
      if (pen) written(pen.ctx, waiting, `${pen.size}px ${pen.font}`, pen.size, dyes());
      waiting = [];
    },
  };
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Named[]} nodes
 * @param {string} font
 * @param {number} size
 * @param {Dyes} dyes
 */
function written(ctx, nodes, font, size, { ground, ink }) {
  const taken = walls(ctx.canvas.clientWidth);
  Object.assign(ctx, {
    font,
    lineJoin: "round",
    lineWidth: 3,
    strokeStyle: ground,
    fillStyle: ink,
  });
  for (const node of nodes.sort((a, b) => b.size - a.size)) {
    const text = short(node.label ?? "");
    const box = spot(node, ctx.measureText(text).width, size, taken);
    if (!box) continue;
    taken.push(box);
    const [left, low] = [box[0] + APART, (box[1] + box[3]) / 2 + size / 3];
    ctx.strokeText(text, left, low);
    ctx.fillText(text, left, low);
  }
}

/**
 * Draw the name of the node under the pointer on a plate that both grounds show.
 * @param {CanvasRenderingContext2D} ctx
 * @param {Named} node
 * @param {{labelFont: string}} settings
 * @param {Dyes} dyes
 */
export function hover(ctx, node, settings, { halo, ink }) {
  const text = node.label ?? "";
  Object.assign(ctx, { font: `600 13px ${settings.labelFont}`, lineWidth: 1 });
  Object.assign(ctx, { fillStyle: halo, strokeStyle: ink });
  const left = node.x + node.size + 3;
  if (text) {
    ctx.beginPath();
    ctx.roundRect(left, node.y - 11, ctx.measureText(text).width + 12, 22, 5);
    ctx.fill();
    ctx.stroke();
  }
  disc(ctx, node, node.size + 2.5);
  ctx.stroke();
  ctx.fillStyle = node.color;
  disc(ctx, node, node.size);
  ctx.fillStyle = ink;
  ctx.fillText(text, left + 6, node.y + 4.5);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {{x: number, y: number}} at
 * @param {number} reach
 */
function disc(ctx, { x, y }, reach) {
  ctx.beginPath();
  ctx.arc(x, y, reach, 0, 2 * Math.PI);
  ctx.fill();
}
