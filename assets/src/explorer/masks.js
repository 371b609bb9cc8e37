// What passes the filters: masks over links, edges and nodes, without touching the picture.

import { core, ego, main } from "./paths.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./paths.js").Mask} Mask */

/**
 * @typedef {object} Filters
 * @property {Set<number>} classes Classes of nodes that are left out.
 * @property {Set<number>} kinds Kinds of evidence that are left out.
 * @property {string} technology The id of a technology, narrower ones included; empty for all.
 * @property {number} regime A code of the importer's regime in the deal's year; -1 for all.
 * @property {number} grade The lowest grade of evidence that is taken.
 * @property {number | null} from The first year; null for no bound.
 * @property {number | null} to The last year; null for no bound.
 * @property {boolean} undated Whether what has no year is kept.
 * @property {number} core Nodes have at least so many neighbours, each of which has too; 0 for all.
 * @property {boolean} main Whether only the largest connected part is taken.
 */

/** @typedef {{kind: "ego", node: number, hops: number} | {kind: "path", nodes: number[]}} Focus */

/**
 * @typedef {object} Shown
 * @property {Mask} links
 * @property {Mask} edges
 * @property {Mask} nodes
 * @property {{nodes: number, links: number, deals: number, records: number, undated: number,
 *   apart: number}} counts With `apart`, how many things lie in smaller parts that are left out.
 */

/**
 * Return filters that let everything pass but the classes that the page opens without.
 * @param {Model} model
 * @returns {Filters}
 */
export function everything(model) {
  return {
    classes: new Set(model.data.off),
    kinds: new Set(),
    technology: "",
    regime: -1,
    grade: model.data.grades.length - 1,
    from: null,
    to: null,
    undated: true,
    core: 0,
    main: false,
  };
}

/**
 * Return what passes the filters inside a scene, and inside the focus where there is one.
 * @param {Model} model
 * @param {Filters} filters
 * @param {Mask | null} scene The nodes that are in the picture; null for all.
 * @param {Focus | null} focus
 * @returns {Shown}
 */
export function shown(model, filters, scene, focus) {
  const links = passing(model, filters, scene);
  const edges = edged(model, links);
  if (focus?.kind === "ego") within(model, edges, ego(model, edges, focus.node, focus.hops));
  if (focus?.kind === "path") along(model, edges, focus.nodes);
  if (filters.core > 1) within(model, edges, core(model, edges, filters.core));
  const before = filters.main ? tied(model, edges) : new Uint8Array();
  if (filters.main) within(model, edges, main(model, edges));
  model.edges.forEach((edge, number) => {
    if (!edges[number]) links.fill(0, edge.from, edge.to);
  });
  const nodes = tied(model, edges);
  for (const one of focus?.kind === "ego" ? [focus.node] : (focus?.nodes ?? [])) nodes[one] = 1;
  const apart = before.filter((one, node) => one && !nodes[node]).length;
  return { links, edges, nodes, counts: { ...counted(model, links, nodes), apart } };
}

/**
 * Return the codes of a technology and of all its narrower ones.
 * @param {Model} model
 * @param {string} id
 * @returns {Set<number>}
 */
export function narrower(model, id) {
  const all = model.data.technologies;
  const found = new Set([id]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const one of all) if (found.has(one.broader)) found.add(one.id);
  }
  return new Set(all.flatMap((one, number) => (found.has(one.id) ? [number] : [])));
}

/**
 * @param {Model} model
 * @param {Filters} filters
 * @returns {Mask}
 */
function records(model, filters) {
  const { kind, grade, tech, first, last } = model.data.records;
  const codes = filters.technology ? narrower(model, filters.technology) : null;
  const sets = model.data.techsets.map((set) => !codes || set.some((code) => codes.has(code)));
  const found = new Uint8Array(kind.length);
  for (let one = 0; one < kind.length; one += 1) {
    const fits = !filters.kinds.has(kind[one]) && grade[one] <= filters.grade && sets[tech[one]];
    found[one] = fits && inYears(first[one], last[one], filters) ? 1 : 0;
  }
  return found;
}

/**
 * Tell whether a record was so in one of the years; one without a last year goes on.
 * @param {number | null} first
 * @param {number | null} last
 * @param {Filters} filters
 */
export function inYears(first, last, { from, to, undated }) {
  if (first === null) return undated;
  return (to === null || first <= to) && (from === null || last === null || last >= from);
}

/**
 * @param {Model} model
 * @param {Filters} filters
 * @param {Mask | null} scene
 * @returns {Mask}
 */
function passing(model, filters, scene) {
  const { s, t, r, g } = model.data.links;
  const taken = records(model, filters);
  const cls = model.data.nodes.cls;
  const nodes = new Uint8Array(model.size);
  for (let node = 0; node < model.size; node += 1) {
    nodes[node] = (!scene || scene[node]) && !filters.classes.has(cls[node]) ? 1 : 0;
  }
  const found = new Uint8Array(s.length);
  for (let link = 0; link < s.length; link += 1) {
    const right = filters.regime < 0 || g[link] === filters.regime;
    found[link] = right && taken[r[link]] && nodes[s[link]] && nodes[t[link]] ? 1 : 0;
  }
  return found;
}

/**
 * @param {Model} model
 * @param {Mask} links
 * @returns {Mask}
 */
function edged(model, links) {
  return Uint8Array.from(model.edges, ({ from, to }) => {
    for (let link = from; link < to; link += 1) if (links[link]) return 1;
    return 0;
  });
}

/**
 * @param {Model} model
 * @param {Mask} edges
 * @param {Mask} nodes
 */
function within(model, edges, nodes) {
  model.edges.forEach(({ s, t }, number) => {
    if (!nodes[s] || !nodes[t]) edges[number] = 0;
  });
}

/**
 * @param {Model} model
 * @param {Mask} edges
 * @param {number[]} nodes
 */
function along(model, edges, nodes) {
  const place = new Map(nodes.map((node, number) => [node, number]));
  model.edges.forEach(({ s, t }, number) => {
    const [from, to] = [place.get(s), place.get(t)];
    if (from === undefined || to === undefined || Math.abs(from - to) !== 1) edges[number] = 0;
  });
}

/**
 * @param {Model} model
 * @param {Mask} edges
 * @returns {Mask}
 */
function tied(model, edges) {
  const found = new Uint8Array(model.size);
  model.edges.forEach(({ s, t }, number) => {
    if (edges[number]) found[s] = found[t] = 1;
  });
  return found;
}

/**
 * @param {Model} model
 * @param {Mask} links
 * @param {Mask} nodes
 */
function counted(model, links, nodes) {
  const { kind, first } = model.data.records;
  /** @type {Set<number>} */
  const taken = new Set();
  let number = 0;
  model.data.links.r.forEach((record, link) => {
    if (!links[link]) return;
    number += 1;
    taken.add(record);
  });
  const all = [...taken];
  return {
    nodes: nodes.reduce((sum, one) => sum + one, 0),
    links: number,
    records: all.length,
    deals: all.filter((one) => model.data.kinds[kind[one]].cls === "Deal").length,
    undated: all.filter((one) => first[one] === null).length,
  };
}
