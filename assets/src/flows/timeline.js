// Draw deals by year and regime, and beside the years those of no year.

import { round, shape } from "../page/svg.js";
import { UNDATED, inYears, regimeOrder, tally } from "./count.js";
import { called, dyed, figure, some } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./count.js").Taken} Taken */

const TOP = 22;
const LOW = 26;
const LEFT = 34;
const GAP = 1.2;
// A block of undated deals takes at most this share of the width: then it is cut, and says so.
const WIDEST = 0.45;

/**
 * Return the numbers of deals by year and regime, with every year in between.
 * @param {Taken[]} found
 * @returns {{years: number[], cells: Map<string, number>, totals: Map<string, number>}}
 */
export function counted(found) {
  const dated = found.filter(({ deal }) => deal.year !== null);
  const all = dated.map(({ deal }) => Number(deal.year));
  const [first, last] = [Math.min(...all), Math.max(...all)];
  const years = all.length ? Array.from({ length: last - first + 1 }, (_, at) => first + at) : [];
  const cells = tally(dated, ({ deal, rows }) => rows.map((row) => `${deal.year}|${row.regime}`));
  const totals = tally(found, ({ deal }) => [String(deal.year ?? UNDATED)]);
  return { years, cells, totals };
}

/**
 * Return how wide a year is, and how wide the undated are: a deal has the same area in both.
 * @param {number} years
 * @param {number} tallest The deals of the year with the most.
 * @param {number} undated
 * @param {number} width
 */
export function widths(years, tallest, undated, width) {
  if (!undated) return { year: width / Math.max(years, 1), block: 0, cut: false };
  if (!years) return { year: 0, block: Math.min(width, 160), cut: false };
  const ratio = undated / tallest;
  const year = width / (years + GAP + ratio);
  if (ratio * year <= WIDEST * width) return { year, block: ratio * year, cut: false };
  const block = WIDEST * width;
  return { year: (width - block) / (years + GAP), block, cut: true };
}

/**
 * @param {Model} model
 * @param {Choice} choice
 * @param {Taken[]} found What is taken when the years are left open.
 * @param {number} width
 * @param {number} height
 */
export function drawn(model, choice, found, width, height) {
  const { years, cells, totals } = counted(found);
  const order = regimeOrder(model, choice).filter((one) => one !== UNDATED);
  const stacks = years.map((year) => order.map((one) => cells.get(`${year}|${one}`) ?? 0));
  const tallest = Math.max(1, ...stacks.map((one) => one.reduce((a, b) => a + b, 0)));
  const undated = totals.get(UNDATED) ?? 0;
  const size = widths(years.length, tallest, undated, width - LEFT);
  const room = height - TOP - LOW;
  const parts = years.map((year, at) => {
    const x = LEFT + at * size.year;
    const inside = inYears({ year }, choice);
    const named = order.map((one) => called(model, choice, "regime", one));
    const mark = { year, x, width: size.year, total: totals.get(String(year)) ?? 0, inside };
    return bar(mark, stacks[at], order, named, { tallest, room });
  });
  return shape(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": LABEL },
    ...(years.length ? scale(tallest, room, LEFT + years.length * size.year) : []),
    ...parts,
    ...labels(years, size.year, height),
    ...(undated ? block(undated, size, { width, height, room, choice, alone: !years.length }) : []),
  );
}

const LABEL =
  "Deals by year and importer's regime. Arrow keys go from year to year, Enter chooses one, Shift and Enter up to it.";

/**
 * @param {{year: number, x: number, width: number, total: number, inside: boolean}} mark
 * @param {number[]} stack
 * @param {string[]} order
 * @param {string[]} names
 * @param {{tallest: number, room: number}} size
 */
function bar({ year, x, width, total, inside }, stack, order, names, { tallest, room }) {
  const unit = room / tallest;
  let low = TOP + room;
  /** @type {SVGElement[]} */
  const parts = [];
  /** @type {string[]} */
  const said = [];
  stack.forEach((deals, at) => {
    if (!deals) return;
    low -= deals * unit;
    said.push(`${names[at]} ${figure(deals)}`);
    parts.push(
      shape("rect", {
        class: `part ${dyed(order[at])}`,
        x: round(x + 1),
        y: round(low),
        width: round(Math.max(width - 2, 1)),
        height: round(deals * unit),
        "data-regime": order[at],
        "data-deals": deals,
      }),
    );
  });
  const text = `${year}: ${some(total)}${said.length ? ` (${said.join(", ")})` : ""}`;
  return shape(
    "g",
    {
      class: inside ? "bar" : "bar out",
      role: "button",
      tabindex: -1,
      "data-key": `year|${year}`,
      "data-deals": total,
      "data-tip": text,
      "aria-label": text,
    },
    shape("rect", { class: "ground", x: round(x), y: TOP, width: round(width), height: room }),
    ...parts,
  );
}

/**
 * @param {number} tallest
 * @param {number} room
 * @param {number} right
 */
function scale(tallest, room, right) {
  const step =
    [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000].find((one) => tallest / one <= 5) ?? 1e4;
  const found = [];
  for (let deals = 0; deals <= tallest; deals += step) {
    const y = round(TOP + room - (deals / tallest) * room);
    found.push(
      shape("line", { class: "rule", x1: LEFT, x2: round(right), y1: y, y2: y }),
      shape("text", { class: "tick", x: LEFT - 6, y: y + 4, "text-anchor": "end" }, figure(deals)),
    );
  }
  return found;
}

/**
 * @param {number[]} years
 * @param {number} width
 * @param {number} height
 */
function labels(years, width, height) {
  const every = [1, 2, 5, 10, 20].find((one) => one * width >= 36) ?? 50;
  return years
    .map((year, at) => ({ year, x: LEFT + (at + 0.5) * width }))
    .filter(({ year }) => year % every === 0)
    .map(({ year, x }) =>
      shape(
        "text",
        { class: "tick", x: round(x), y: height - 9, "text-anchor": "middle" },
        String(year),
      ),
    );
}

/**
 * @param {number} undated
 * @param {{block: number, cut: boolean}} size
 * @param {{width: number, height: number, room: number, choice: Choice, alone: boolean}} frame
 */
function block(undated, size, { width, height, room, choice, alone }) {
  const x = alone ? LEFT : width - size.block;
  const text = `${some(undated)} of no year${size.cut ? "; the block is cut" : ""}`;
  return [
    shape(
      "g",
      {
        class: choice.undated ? "bar" : "bar out",
        role: "button",
        tabindex: -1,
        "data-key": "undated|",
        "data-deals": undated,
        "data-tip": `${text}. Choose it to leave them out or take them in.`,
        "aria-label": `${text}. ${choice.undated ? "Leave them out" : "Take them in"}.`,
      },
      shape("rect", {
        class: "part of-remainder",
        x: round(x),
        y: TOP,
        width: round(Math.max(size.block, 2)),
        height: room,
        "data-regime": UNDATED,
        "data-deals": undated,
      }),
    ),
    shape(
      "text",
      { class: "tick", x: round(x + size.block / 2), y: height - 9, "text-anchor": "middle" },
      size.block < 50 ? "undated" : `undated${size.cut ? " (cut)" : ""}`,
    ),
    shape(
      "text",
      { class: "inside", x: round(x + size.block / 2), y: TOP - 7, "text-anchor": "middle" },
      figure(undated),
    ),
  ];
}
