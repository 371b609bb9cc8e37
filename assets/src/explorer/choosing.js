// What is chosen: a thing with its dossier, or a line with its records.

import { byId, element } from "../page/dom.js";
import { address, target } from "./links.js";
import { about, linksOf, ties } from "./panel.js";
import { admit, update } from "./session.js";
import { some } from "./words.js";

/** @typedef {import("./session.js").Session} Session */

const NEAR = 120;

/**
 * Choose a thing and open its dossier; null closes it.
 * @param {Session} one
 * @param {number | null} node
 */
export function choose(one, node) {
  if (node !== null) {
    if (!one.view.inside()[node]) reveal(one, node);
    admit(one, node);
  }
  one.chosen = node;
  byId("card").hidden = node === null;
  const hash = address(one.model, node);
  if (location.hash !== hash) {
    // The whole address: in a notebook's frame a part of one would be the notebook's.
    history.replaceState(null, "", location.href.split("#")[0] + hash);
  }
  update(one);
  byId("card").scrollTop = 0;
}

/**
 * Choose a thing and bring it into the middle.
 * @param {Session} one
 * @param {number} node
 */
export function visit(one, node) {
  choose(one, node);
  one.view.look(node);
}

/**
 * Put a thing with its neighbours into the picture.
 * @param {Session} one
 * @param {number} node
 */
export function reveal(one, node) {
  const { added, left } = one.view.expand(node, NEAR, one.filters.classes);
  one.said = left ? `${added} came into the picture, ${left} neighbours more are left out` : "";
}

/**
 * Write the dossier of the chosen thing.
 * @param {Session} one
 */
export function dossier(one) {
  const { model, shown, chosen } = one;
  if (chosen === null) return;
  const { found } = linksOf(model, shown, chosen);
  const head = about(model, shown, chosen).map((text) => element("p", {}, text));
  byId("name").textContent = model.data.nodes.name[chosen];
  byId("about").replaceChildren(...head);
  byId("ties").replaceChildren(ties(model, found, chosen, (node) => visit(one, node)));
  byId("acts").hidden = false;
}

/**
 * Open the records of a line.
 * @param {Session} one
 * @param {number} edge
 */
export function records(one, edge) {
  const { model, shown } = one;
  const { s, t, from, to } = model.edges[edge];
  const links = [];
  for (let link = from; link < to; link += 1) if (shown.links[link]) links.push(link);
  const names = model.data.nodes.name;
  const found = [{ edge, links }];
  one.chosen = null;
  byId("card").hidden = false;
  byId("acts").hidden = true;
  byId("name").textContent = `${names[s]} – ${names[t]}`;
  byId("about").replaceChildren(element("p", {}, some(links.length, "record")));
  byId("ties").replaceChildren(ties(model, found, null, (node) => visit(one, node), Infinity));
}

/**
 * Open what the address of the page means: a thing or a record.
 * @param {Session} one
 */
export function followHash(one) {
  const { model, view } = one;
  const found = target(model, location.hash);
  if (found?.node !== undefined && found.node !== one.chosen) visit(one, found.node);
  if (found?.edge === undefined) return;
  const { s, t } = model.edges[found.edge];
  for (const end of [s, t]) {
    if (!view.inside()[end]) view.expand(end, 0);
    admit(one, end);
  }
  update(one);
  records(one, found.edge);
}
