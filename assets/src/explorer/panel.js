// The dossier beside the picture: who a thing is, and each of its links with year, grade, source.

import { element } from "../page/dom.js";
import { figure, said, some, verb } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./masks.js").Shown} Shown */

export const STEP = 60;

/**
 * Return the links at a node that are shown, and how many it has in all.
 * @param {Model} model
 * @param {Shown} shown
 * @param {number} node
 */
export function linksOf(model, shown, node) {
  /** @type {{edge: number, links: number[]}[]} */
  const found = [];
  let all = 0;
  for (let at = model.offsets[node]; at < model.offsets[node + 1]; at += 1) {
    const edge = model.via[at];
    const { from, to } = model.edges[edge];
    all += to - from;
    const links = [];
    for (let link = from; link < to; link += 1) if (shown.links[link]) links.push(link);
    if (links.length) found.push({ edge, links });
  }
  found.sort((a, b) => b.links.length - a.links.length || a.edge - b.edge);
  return { found, all };
}

/**
 * Return what stands at the head of a thing's dossier.
 * @param {Model} model
 * @param {Shown} shown
 * @param {number} node
 */
export function about(model, shown, node) {
  const { nodes, classes, records, links } = model.data;
  const { found, all } = linksOf(model, shown, node);
  const taken = found.flatMap((one) => one.links);
  const undated = taken.filter((link) => records.first[links.r[link]] === null).length;
  const where =
    nodes.country[node] && nodes.country[node] !== nodes.name[node]
      ? ` · ${nodes.country[node]}`
      : "";
  const also = nodes.alias[node]?.length
    ? [`Also: ${nodes.alias[node].slice(0, 8).join("; ")}`]
    : [];
  const part = taken.length === all ? "" : ` of ${figure(all)}`;
  return [
    `${classes[nodes.cls[node]][1]}${where}`,
    ...also,
    `${some(taken.length, "link")}${part} shown, ${undated} undated`,
    nodes.id[node],
  ];
}

/**
 * Return the list of what ties a node to others, with a button for the rest where it is long.
 * @param {Model} model
 * @param {{edge: number, links: number[]}[]} found
 * @param {number | null} node The node whose dossier it is; null for the records of an edge.
 * @param {(node: number) => void} go
 * @param {number} most
 */
export function ties(model, found, node, go, most = STEP) {
  const list = element("ul", { className: "ties" });
  let left = most;
  let at = 0;
  for (; at < found.length && left > 0; at += 1) {
    left -= found[at].links.length;
    list.append(tie(model, found[at], node, go));
  }
  if (at < found.length) {
    const more = element("button", { type: "button" }, `Show the other ${found.length - at}`);
    more.addEventListener("click", () => {
      list.replaceWith(ties(model, found, node, go, Infinity));
    });
    list.append(element("li", {}, more));
  }
  return list;
}

/**
 * @param {Model} model
 * @param {{edge: number, links: number[]}} one
 * @param {number | null} node
 * @param {(node: number) => void} go
 */
function tie(model, { edge, links }, node, go) {
  const { s, t } = model.edges[edge];
  const names = model.data.nodes.name;
  /** @param {number} other */
  const button = (other) => {
    const made = element("button", { type: "button", className: "name" }, names[other]);
    made.addEventListener("click", () => go(other));
    return made;
  };
  const word = ` ${verb(model, model.edges[edge])} `;
  const head = element("p", { className: "tie" });
  if (node === s) head.append(word.trimStart(), button(t));
  else if (node === t) head.append(button(s), word, "it");
  else head.append(button(s), word, button(t));
  return element("li", {}, head, ...links.map((link) => record(model, link)));
}

/**
 * @param {Model} model
 * @param {number} link
 */
function record(model, link) {
  const found = said(model, link);
  const regime = found.regime && found.years !== "undated" ? ` · importer: ${found.regime}` : "";
  const made = element(
    "div",
    { className: "record", title: found.id },
    element("p", {}, element("b", {}, found.kind), ` · ${found.years} · ${found.grade}${regime}`),
  );
  if (found.technologies) made.append(element("p", {}, found.technologies));
  if (found.says) made.append(element("p", {}, found.says));
  for (const { source, title, place } of found.places) {
    made.append(
      element("p", { className: "source" }, `${title} [${source}]${place ? `: ${place}` : ""}`),
    );
  }
  if (found.url) {
    const link = { href: found.url, rel: "noopener noreferrer", target: "_blank" };
    made.append(element("p", { className: "source" }, element("a", link, found.url)));
  }
  return made;
}
