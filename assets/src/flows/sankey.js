// Draw the flows from exporters by technologies to the importers' regimes.

import { parted, round, shape } from "../page/svg.js";
import { COLUMNS, OTHERS, flow, placed } from "./ribbons.js";
import { NOT_PAIRED, tally } from "./count.js";
import { TITLES, called, dyed, figure, some } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./count.js").Taken} Taken */
/** @typedef {import("./ribbons.js").Node} Node */

const LOWEST = 480;
// Narrower than this, exporters go by the codes of their countries and labels have two lines.
const NARROW = 560;
const TWO_LINES = 19;
// The share of the width that an outer column takes at most.
const MOST = 0.27;
// What the heads of the outer columns want.
const LEAST = { exporter: 62, regime: 96 };
// Where the middle column stands, how much height a node wants, how large letters and lines are.
const WIDE = { middle: 0.5, pitch: 27, gap: 15, letter: 7.4, line: 14, lines: 1 };
const SMALL = { middle: 0.32, pitch: 56, gap: 28, letter: 6.4, line: 12, lines: 2 };

/**
 * Return the picture of what is taken.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Taken[]} found
 * @param {{exporter: boolean, technology: boolean}} open
 * @param {number} width
 */
export function drawn(model, choice, found, open, width) {
  const flows = flow(model, choice, found, open);
  const most = Math.max(
    ...COLUMNS.map((one) => flows.nodes.filter((n) => n.column === one).length),
  );
  const narrow = width < NARROW;
  const look = narrow ? SMALL : WIDE;
  const height = Math.max(LOWEST, most * look.pitch + 40);
  const name = (/** @type {Node} */ one) => titled(model, choice, one);
  const label = (/** @type {Node} */ one) => (narrow ? short(one, name(one)) : name(one));
  const side = (/** @type {"exporter" | "regime"} */ column) => {
    const mine = flows.nodes.filter((one) => one.column === column);
    // A long regime has two lines.
    const most = column === "regime" ? TWO_LINES : Infinity;
    const letters = mine.map(
      (one) => Math.min(label(one).length, most) + figure(one.deals).length + 1,
    );
    const wanted = Math.max(LEAST[column], ...letters.map((one) => one * look.letter + 12));
    return Math.min(wanted, width * MOST);
  };
  const [left, right] = [side("exporter"), side("regime")];
  const loose = tally(found, ({ deal }) => (deal.loose ? deal.technologies : []));
  const { middle, gap } = look;
  const frame = { left, right: width - right, top: 30, low: height - 8, middle, gap };
  const { nodes, links } = placed(flows, frame);
  const technology = (frame.right - left) * (1 - middle) - 16;
  const room = { exporter: left, technology, regime: right };
  return shape(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      class: narrow ? "narrow" : "",
      role: "group",
      "aria-label": LABEL,
    },
    ...heads(frame, narrow),
    shape(
      "g",
      { class: "ribbons" },
      ...links.map((/** @type {any} */ one) => ribbon(one, name, model, choice)),
    ),
    ...nodes.map((/** @type {any} */ one) =>
      block(model, one, told(one, name(one), loose), label(one), room, look),
    ),
  );
}

const LABEL =
  "Flows from exporters by technologies to the importers' regimes. Arrow keys go from one to the next, Enter chooses it.";

/**
 * @param {{left: number, right: number, middle: number}} frame
 * @param {boolean} narrow
 */
function heads({ left, right, middle }, narrow) {
  const at = [left + 10, left + (right - left) * middle, right - 10];
  const anchors = ["end", "middle", "start"];
  const texts = narrow ? ["Exporter", "Technology", "Regime"] : COLUMNS.map((one) => TITLES[one]);
  return texts.map((text, n) =>
    shape("text", { class: "head", x: at[n], y: 14, "text-anchor": anchors[n] }, text),
  );
}

/**
 * @param {Model} model
 * @param {Choice} choice
 * @param {Node} node
 */
function titled(model, choice, node) {
  if (node.key !== OTHERS) return called(model, choice, node.column, node.key);
  const what = node.column === "exporter" ? "exporters" : "technologies";
  return `${figure(node.members.length)} other ${what}`;
}

/**
 * Return what stands beside an exporter where there is little room.
 * @param {Node} node
 * @param {string} name
 */
function short({ column, key, members }, name) {
  if (column !== "exporter") return name;
  if (key === OTHERS) return `${figure(members.length)} more`;
  return key.startsWith("(") ? "unknown" : key.replace("country:", "");
}

/**
 * @param {any} link
 * @param {(one: Node) => string} name
 * @param {Model} model
 * @param {Choice} choice
 */
function ribbon(link, name, model, choice) {
  const [from, to] = [name(link.source), name(link.target)];
  const regime = called(model, choice, "regime", link.regime);
  const said = link.target.column === "regime" ? "" : ` → ${regime}`;
  const what = link.target.column === "regime" ? "summed over the exporters" : "";
  return shape("path", {
    class: `ribbon ${dyed(link.regime)}`,
    d: band(link),
    "data-tip": `${from} → ${to}${said}: ${some(link.value)}${what && `, ${what}`}`,
    "data-from": link.source.id,
    "data-to": link.target.id,
    "data-regime": link.regime,
    "data-deals": link.value,
  });
}

/**
 * Return a ribbon's shape: two curves beside each other, since a broad line would swell in a bend.
 * @param {{source: any, target: any, y0: number, y1: number, width: number}} link
 */
function band({ source, target, y0, y1, width }) {
  const half = Math.max(0.35, width / 2);
  const [x0, x1] = [round(source.x1), round(target.x0)];
  const middle = round((x0 + x1) / 2);
  const [a, b, c, d] = [y0 - half, y1 - half, y1 + half, y0 + half].map((one) => one.toFixed(2));
  return `M${x0},${a}C${middle},${a} ${middle},${b} ${x1},${b}V${c}C${middle},${c} ${middle},${d} ${x0},${d}Z`;
}

/**
 * @param {Model} model
 * @param {any} node
 * @param {string} said What is told of it.
 * @param {string} name
 * @param {Record<import("./ribbons.js").Column, number>} room How wide a label may be.
 * @param {typeof WIDE} look
 */
function block(model, node, said, name, room, look) {
  const others = node.key === OTHERS;
  const end = node.column === "exporter";
  const height = Math.max(1.5, node.y1 - node.y0);
  const at = { x: end ? node.x0 - 6 : node.x1 + 6, y: round((node.y0 + node.y1) / 2 + 4) };
  const mine = room[/** @type {import("./ribbons.js").Column} */ (node.column)] - 10;
  const letters = Math.floor(mine / look.letter);
  const last = letters - figure(node.deals).length - 1;
  const lines = parted(name, letters, node.column === "regime" ? 2 : look.lines, last);
  return shape(
    "g",
    {
      class: `node ${node.column}`,
      role: "button",
      tabindex: -1,
      "data-key": node.id,
      "data-deals": node.deals,
      "data-tip": said,
      "aria-label": `${TITLES[/** @type {import("./ribbons.js").Column} */ (node.column)]}: ${said}${others ? ". Show each." : ""}`,
    },
    shape("rect", {
      class: colour(model, node),
      x: round(node.x0),
      y: round(node.y0),
      width: round(node.x1 - node.x0),
      height: round(height),
      rx: 1.5,
    }),
    shape(
      "text",
      {
        x: at.x,
        y: at.y - ((lines.length - 1) * look.line) / 2,
        "text-anchor": end ? "end" : "start",
        class: node.key.startsWith("(") ? "unknown" : "",
      },
      ...lines.map((text, n) => shape("tspan", n ? { x: at.x, dy: look.line } : {}, text)),
      shape("tspan", { class: "count" }, ` ${figure(node.deals)}`),
    ),
  );
}

/**
 * @param {Node} node
 * @param {string} name
 * @param {Map<string, number>} loose How many deals name a technology without pairing it.
 */
function told(node, name, loose) {
  const found = `${name}: ${some(node.deals)}`;
  const more = loose.get(node.key);
  if (more) return `${found}; ${some(more)} more under "not paired" whose source names it`;
  if (node.key !== NOT_PAIRED) return found;
  return `${found} whose source lists vendors and technologies without saying which goes with which`;
}

/**
 * @param {Model} model
 * @param {Node} node
 */
function colour(model, { column, key }) {
  if (column === "regime") return dyed(key);
  if (key.startsWith("(")) return "of-remainder";
  return (column === "technology" && model.technologies.get(key)?.family) || "plain";
}
