// The explorer: joins the data, the picture, the filters, the dossier and the table.

import { acts, dress, keys } from "./acts.js";
import { choose, dossier, followHash, records, visit } from "./choosing.js";
import { combobox } from "../page/combobox.js";
import { agree, controls } from "./controls.js";
import { byId, element, input } from "../page/dom.js";
import { columns, model as modelled } from "./model.js";
import { finder } from "./search.js";
import { fit, session, sheet, update } from "./session.js";
import { route } from "./shape.js";
import { svg } from "./sheet.js";
import { COLUMNS } from "./table.js";

/** @typedef {import("./session.js").Session} Session */

/** @param {import("./model.js").Model} model */
function start(model) {
  const one = session(model, {
    node: (node) => choose(one, node),
    edge: (edge) => records(one, edge),
    ground: () => choose(one, null),
  });
  one.tell = () => dossier(one);
  wire(one);
  const asked = location.hash;
  dress(one, matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  if (!asked && model.data.about !== null) choose(one, model.data.about);
  fit(one);
  if (asked) followHash(one);
  document.documentElement.dataset.ready = "yes";
}

/** @param {Session} one */
function wire(one) {
  const does = acts(one);
  for (const [id, act] of Object.entries(does)) byId(id).addEventListener("click", act);
  searches(one);
  byId("heads").append(...COLUMNS.map((text) => element("th", { scope: "col" }, text)));
  controls(one.model, one.filters, () => update(one));
  agree(one.filters);
  keys(does, (key) => one.view.move(key));
  addEventListener("hashchange", () => followHash(one));
  addEventListener("beforeprint", () => {
    byId("print").replaceChildren(svg(sheet(one, "light"), document.title));
  });
  addEventListener("afterprint", () => byId("print").replaceChildren());
}

/** @param {Session} one */
function searches(one) {
  const { data } = one.model;
  const find = finder(one.model);
  const words = (/** @type {import("../page/combobox.js").Hit} */ hit) => {
    const cls = data.classes[data.nodes.cls[hit.node]][1];
    return hit.alias ? `${cls}, now called ${data.nodes.name[hit.node]}` : cls;
  };
  combobox(input("find"), byId("found"), find, words, (node) => visit(one, node));
  combobox(input("to"), byId("ends"), find, words, (node) => route(one, node));
}

columns(byId("data").textContent ?? "").then((data) => start(modelled(data)));
