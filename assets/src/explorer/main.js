// The explorer: joins the data, the picture, the filters, the dossier and the table.

import { combobox } from "../page/combobox.js";
import { controls, dye } from "./controls.js";
import { byId, download, element, input } from "../page/dom.js";
import { everything, shown as pass } from "./masks.js";
import { columns, model as modelled } from "./model.js";
import { address, target } from "./links.js";
import { about, linksOf, ties } from "./panel.js";
import { path } from "./paths.js";
import { picture, png, svg } from "./picture.js";
import { scene } from "./scene.js";
import { finder } from "./search.js";
import { still } from "./still.js";
import { COLUMNS, PAGE, fill } from "./table.js";
import { some, summary } from "./words.js";

/** @typedef {import("./masks.js").Focus} Focus */
/** @typedef {import("./masks.js").Shown} Shown */

const NEAR = 120;

/** @param {import("./model.js").Model} model */
function start(model) {
  const { data } = model;
  const filters = everything(model);
  const find = finder(model);
  const state = {
    /** @type {number | null} */ chosen: null,
    /** @type {Focus | null} */ focus: null,
    /** @type {import("./colours.js").Theme} */ theme: "light",
    shown: pass(model, filters, null, null),
    rows: PAGE,
    said: data.first ? "opened on the vendors with the most deals: search, or show all" : "",
  };
  const view = drawn();

  function drawn() {
    const on = { node: choose, edge: records, ground: () => choose(null) };
    try {
      return scene(model, byId("network"), on);
    } catch {
      return still(model, byId("network"));
    }
  }

  function update() {
    state.shown = pass(model, filters, view.whole() ? null : view.inside(), state.focus);
    view.paint(state.shown, state.chosen, state.theme);
    count();
    if (!byId("table").hidden) table();
    if (state.chosen !== null) dossier(state.chosen);
  }

  function count() {
    byId("status").textContent = summary(model, state.shown.counts, state.said);
    byId("whole").hidden = view.whole();
    byId("unfocus").hidden = state.focus === null;
  }

  /** @param {number | null} node */
  function choose(node) {
    if (node !== null && !view.inside()[node]) reveal(node);
    state.chosen = node;
    byId("card").hidden = node === null;
    const hash = address(model, node);
    if (location.hash !== hash) {
      // The whole address: in a notebook's frame a part of one would be the notebook's.
      history.replaceState(null, "", location.href.split("#")[0] + hash);
    }
    update();
    byId("card").scrollTop = 0;
  }

  /** @param {number} node */
  function reveal(node) {
    const { added, left } = view.expand(node, NEAR);
    state.said = left ? `${added} came into the picture, ${left} neighbours more are left out` : "";
  }

  /** @param {number} node */
  function dossier(node) {
    const { found } = linksOf(model, state.shown, node);
    byId("name").textContent = data.nodes.name[node];
    byId("about").replaceChildren(
      ...about(model, state.shown, node).map((text) => element("p", {}, text)),
    );
    byId("ties").replaceChildren(ties(model, found, node, visit));
    byId("acts").hidden = false;
  }

  /** @param {number} edge */
  function records(edge) {
    const { s, t, from, to } = model.edges[edge];
    const links = [];
    for (let link = from; link < to; link += 1) if (state.shown.links[link]) links.push(link);
    state.chosen = null;
    byId("card").hidden = false;
    byId("acts").hidden = true;
    byId("name").textContent = `${data.nodes.name[s]} – ${data.nodes.name[t]}`;
    byId("about").replaceChildren(element("p", {}, some(links.length, "record")));
    byId("ties").replaceChildren(ties(model, [{ edge, links }], null, visit, Infinity));
  }

  /** @param {number} node */
  function visit(node) {
    choose(node);
    view.look(node);
  }

  /** @param {Focus | null} focus */
  function focusOn(focus) {
    state.focus = focus;
    update();
    view.fit(state.shown, !byId("card").hidden);
  }

  /** @param {number} hops */
  function neighbourhood(hops) {
    if (state.chosen === null) return;
    if (!view.whole()) reveal(state.chosen);
    focusOn({ kind: "ego", node: state.chosen, hops });
  }

  /** @param {number} to */
  function route(to) {
    if (state.chosen === null) return;
    const all = pass(model, filters, null, null);
    const found = path(model, all.edges, state.chosen, to);
    const names = data.nodes.name;
    if (!found) {
      state.said = `no path from ${names[state.chosen]} to ${names[to]} in what passes the filters`;
      update();
      return;
    }
    found.forEach((node) => view.inside()[node] || view.expand(node, 0));
    state.said = `a shortest path: ${found.map((node) => names[node]).join(" – ")}`;
    focusOn({ kind: "path", nodes: found });
  }

  function table() {
    const left = fill(model, state.shown, byId("rows"), state.rows);
    byId("more").hidden = left === 0;
    byId("more").textContent =
      `Show ${some(Math.min(left, PAGE * 10), "row")} more of ${left.toLocaleString("en")}`;
  }

  /** @param {import("./colours.js").Theme} theme */
  function paper(theme) {
    const caption = [
      byId("status").textContent ?? "",
      `${document.title}. A presence or a detection is not a sale.`,
    ];
    return picture(model, state.shown, view, { theme, caption });
  }

  /** @param {import("./colours.js").Theme} theme */
  function dress(theme) {
    state.theme = theme;
    document.documentElement.dataset.theme = theme;
    dye(theme);
    update();
  }

  function followHash() {
    const found = target(model, location.hash);
    if (found?.node !== undefined && found.node !== state.chosen) visit(found.node);
    if (found?.edge === undefined) return;
    const { s, t } = model.edges[found.edge];
    for (const one of [s, t]) if (!view.inside()[one]) view.expand(one, 0);
    update();
    records(found.edge);
  }

  /** @type {Record<string, () => void>} */
  const acts = {
    arrange: () => {
      view.arrange(state.shown);
      view.fit(state.shown, !byId("card").hidden);
    },
    reset: () => view.fit(state.shown, !byId("card").hidden),
    close: () => choose(null),
    unfocus: () => {
      state.said = "";
      focusOn(null);
    },
    whole: () => {
      view.all();
      state.said = "";
      focusOn(null);
    },
    ego1: () => neighbourhood(1),
    ego2: () => neighbourhood(2),
    ego3: () => neighbourhood(3),
    expand: () => {
      if (state.chosen !== null) reveal(state.chosen);
      update();
    },
    theme: () => dress(state.theme === "light" ? "dark" : "light"),
    svg: () => {
      const text = new XMLSerializer().serializeToString(svg(paper(state.theme), document.title));
      download(new Blob([text], { type: "image/svg+xml" }), "panoptrade.svg");
    },
    png: async () => download(await png(paper(state.theme)), "panoptrade.png"),
    more: () => {
      state.rows += PAGE * 10;
      table();
    },
    tables: () => {
      const box = byId("table");
      box.hidden = !box.hidden;
      byId("tables").setAttribute("aria-expanded", String(!box.hidden));
      if (!box.hidden) table();
    },
  };
  for (const [id, act] of Object.entries(acts)) byId(id).addEventListener("click", act);

  const words = (/** @type {import("./search.js").Hit} */ hit) => {
    const cls = data.classes[data.nodes.cls[hit.node]][1];
    return hit.alias ? `${cls}, now called ${data.nodes.name[hit.node]}` : cls;
  };
  combobox(input("find"), byId("found"), find, words, visit);
  combobox(input("to"), byId("ends"), find, words, route);
  byId("heads").append(...COLUMNS.map((text) => element("th", { scope: "col" }, text)));
  controls(model, filters, update);
  keys(acts, (key) => view.move(key));
  addEventListener("hashchange", followHash);
  addEventListener("beforeprint", () => {
    byId("print").replaceChildren(svg(paper("light"), document.title));
  });
  addEventListener("afterprint", () => byId("print").replaceChildren());
  dress(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  view.fit(state.shown, !byId("card").hidden);
  if (location.hash) followHash();
  else if (data.about !== null) visit(data.about);
  document.documentElement.dataset.ready = "yes";
}

/**
 * @param {Record<string, () => void>} acts
 * @param {(key: string) => void} move
 */
function keys(acts, move) {
  document.addEventListener("keydown", (event) => {
    const typing =
      event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") acts.close();
    else if (typing) return;
    else if (event.key === "/") input("find").focus();
    else if (event.key === "t") acts.tables();
    else if (event.key === "0") acts.reset();
    else if (event.target === byId("network") && /^(Arrow\w+|[-+=])$/.test(event.key))
      move(event.key);
    else return;
    event.preventDefault();
  });
}

columns(byId("data").textContent ?? "").then((data) => start(modelled(data)));
