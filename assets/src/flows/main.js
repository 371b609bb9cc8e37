// The flows page: joins the deals, the choice, the pictures and the tables.

import { byId, download, element } from "../page/dom.js";
import { focused, roving, settled } from "../page/roving.js";
import { png, still } from "../page/still.js";
import { tips } from "../page/tip.js";
import { address, clear, classify, follow, pick, toggle } from "./choice.js";
import { fields, fillLists, settle } from "./controls.js";
import { byValue, table, taken, totals } from "./count.js";
import { drawn as mapped, filled, missing } from "./map.js";
import { read } from "./model.js";
import { OTHERS } from "./ribbons.js";
import { drawn as flowing } from "./sankey.js";
import { DEAL_COLUMNS, PAGE, dealsCsv, fillDeals, flowRows, flowsCsv, moreText } from "./tables.js";
import { drawn as timed } from "./timeline.js";
import { trace } from "./trace.js";
import { rests, summary } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./choice.js").Dimension} Dimension */

/** @type {Dimension[]} */
const VALUED = ["exporter", "technology", "importer", "regime", "kind"];
const TIMELINE = 210;

/** @param {Model} model */
function start(model) {
  const state = {
    choice: follow(model, location.hash, known),
    open: { exporter: false, technology: false },
    rows: PAGE,
    /** @type {import("./count.js").Taken[]} */ found: [],
    /** @type {import("./count.js").Line[]} */ lines: [],
  };

  /**
   * @param {Dimension} dimension
   * @param {Choice} choice
   */
  function known(dimension, choice) {
    const all = { ...choice, from: null, to: null, undated: true };
    const found = new Set(byValue(model, taken(model, all, VALUED), dimension).keys());
    if (dimension === "regime") {
      model.scales.get(choice.scale)?.classes.forEach(([id]) => found.add(id));
    }
    return found;
  }

  function update() {
    const { choice } = state;
    state.found = taken(model, choice);
    state.lines = table(model, choice, state.found, taken(model, choice, ["regime"]));
    const parts = totals(state.found, choice);
    say("status", summary(model, parts, state.found.length));
    byId("rests").replaceChildren(
      ...rests(model, choice, parts).map((one) => element("li", {}, one)),
    );
    settle(model, choice);
    pictures();
    byId("flow-rows").replaceChildren(...flowRows(model, choice, state.lines));
    deals();
    const hash = address(model, choice);
    if (location.hash !== hash)
      // The whole address: in a notebook's frame a part of one would be the notebook's.
      history.replaceState(null, "", location.href.split("#")[0] + hash);
  }

  function pictures() {
    const { choice, found } = state;
    const empty = !found.length;
    draw("sankey", empty ? null : flowing(model, choice, found, state.open, wide("sankey", 330)));
    const { picture, lost } = mapped(model, choice, found, wide("map", 300));
    draw("map", picture);
    const all = taken(model, { ...choice, undated: true }, ["years"]);
    draw(
      "timeline",
      all.length ? timed(model, choice, all, wide("timeline", 300), TIMELINE) : null,
    );
    byId("fold").hidden = !(state.open.exporter || state.open.technology);
    say("map-says", `${fills(choice)} ${missing(choice, lost)}`);
  }

  /** @param {Choice} choice */
  function fills(choice) {
    const year = filled(model, choice);
    const scale = model.scales.get(choice.scale);
    if (!scale || year === null) return "No country is classified.";
    return `Countries by their class of ${year}; lines and dots by that of each deal's own year, grey where it has none. A dot's area grows with the deals that came there.`;
  }

  function deals() {
    const left = fillDeals(model, state.choice, state.found, byId("deal-rows"), state.rows);
    byId("more").hidden = left === 0;
    say("more", moreText(left));
  }

  /**
   * @param {string} key
   * @param {KeyboardEvent | MouseEvent} event
   */
  function chosen(key, event) {
    const [dimension, value] = key.split("|");
    if (value === OTHERS) {
      state.open[/** @type {"exporter" | "technology"} */ (dimension)] = true;
      pictures();
      return;
    }
    if (dimension === "year") pick(state.choice, Number(value), event.shiftKey);
    else drop(dimension, value);
    again();
  }

  /**
   * @param {string} dimension
   * @param {string} value
   */
  function drop(dimension, value) {
    if (dimension === "years") [state.choice.from, state.choice.to] = [null, null];
    else if (dimension === "undated") state.choice.undated = !state.choice.undated;
    else toggle(state.choice, /** @type {Dimension} */ (dimension), value);
  }

  /**
   * Choose the two ends of a ribbon, but for what stands for several.
   * @param {EventTarget | null} mark
   */
  function both(mark) {
    if (!(mark instanceof SVGElement) || !mark.classList.contains("ribbon")) return;
    for (const end of [mark.dataset.from, mark.dataset.to]) {
      const [dimension, value] = (end ?? "").split("|");
      if (value !== OTHERS) state.choice.only[/** @type {Dimension} */ (dimension)].add(value);
    }
    again();
  }

  function again() {
    state.rows = PAGE;
    update();
  }

  function listen() {
    for (const id of ["sankey", "map", "timeline"]) roving(byId(id), chosen);
    byId("sankey").addEventListener("click", (event) => both(event.target));
    byId("pictures").addEventListener("pointerover", (event) => trace(event.target));
    tips(byId("pictures"), byId("tip"));
    byId("scale").addEventListener("change", () => {
      classify(state.choice, /** @type {HTMLSelectElement} */ (byId("scale")).value);
      again();
    });
    for (const id of ["lag", "abroad", "from", "to", "undated", "part"]) {
      byId(id).addEventListener("change", () => {
        fields(model, state.choice);
        again();
      });
    }
    for (const id of /** @type {Dimension[]} */ (["exporter", "technology", "importer"])) {
      byId(id).addEventListener("change", () => {
        const { value } = /** @type {HTMLSelectElement} */ (byId(id));
        if (value) toggle(state.choice, id, value);
        again();
      });
    }
    byId("choices").addEventListener("submit", (event) => event.preventDefault());
    byId("choices").addEventListener("click", (event) => {
      const mark =
        event.target instanceof Element ? event.target.closest("[data-dimension]") : null;
      if (!(mark instanceof HTMLElement)) return;
      const chip = mark.classList.contains("chip");
      drop(mark.dataset.dimension ?? "", mark.dataset.value ?? "");
      again();
      if (chip) (byId("chips").querySelector("button") ?? byId("scale")).focus();
    });
  }

  /** @type {Record<string, () => void>} */
  const acts = {
    clear: () => {
      clear(state.choice);
      again();
      byId("scale").focus();
    },
    fold: () => {
      state.open = { exporter: false, technology: false };
      pictures();
      focusOn("#sankey [tabindex='0']");
    },
    more: () => {
      state.rows += PAGE * 4;
      deals();
    },
    theme: () => {
      const now = document.documentElement.dataset.theme ?? preferred();
      document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
    },
    "flows-csv": () => save(flowsCsv(model, state.choice, state.lines), "flows.csv"),
    "deals-csv": () => save(dealsCsv(model, state.found), "deals.csv"),
  };

  function files() {
    for (const id of ["sankey", "map", "timeline"]) {
      const text = () => {
        const picture = byId(id).querySelector("svg");
        const note = picture?.dataset.note;
        const said = [byId("status").textContent ?? "", ...(note ? [note] : []), document.title];
        return picture && still(picture, said);
      };
      acts[`${id}-svg`] = () => {
        const found = text();
        if (found) download(new Blob([found], { type: "image/svg+xml" }), `${id}.svg`);
      };
      acts[`${id}-png`] = async () => {
        const found = text();
        if (found) download(await png(found), `${id}.png`);
      };
    }
  }

  files();
  fillLists(model);
  byId("heads").append(...DEAL_COLUMNS.map((text) => element("th", { scope: "col" }, text)));
  listen();
  for (const [id, act] of Object.entries(acts)) byId(id).addEventListener("click", act);
  addEventListener("hashchange", () => {
    state.choice = follow(model, location.hash, known);
    again();
  });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth !== width && !matchMedia("print").matches) pictures();
    width = innerWidth;
  });
  update();
  document.documentElement.dataset.ready = "yes";
}

/**
 * Put a picture into its box, and the focus back to where it was.
 * @param {string} id
 * @param {SVGElement | null} picture
 */
function draw(id, picture) {
  const box = byId(id);
  const before = focused(box);
  box.replaceChildren(
    picture ?? element("p", { className: "none" }, "No deal is left: take a choice back."),
  );
  settled(box, before);
}

/** @param {string} selector */
function focusOn(selector) {
  const mark = document.querySelector(selector);
  if (mark instanceof SVGElement) mark.focus({ preventScroll: true });
}

/**
 * @param {string} id
 * @param {number} least
 */
function wide(id, least) {
  return Math.max(least, Math.floor(byId(id).clientWidth));
}

/**
 * @param {string} id
 * @param {string} text
 */
function say(id, text) {
  byId(id).textContent = text.trim();
}

function preferred() {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/**
 * @param {string} text
 * @param {string} name
 */
function save(text, name) {
  download(new Blob([text], { type: "text/csv;charset=utf-8" }), name);
}

read(byId("data").textContent ?? "").then(start);
