// The page's data: columns as they are written, and the edges and neighbours made of them.

import { held, whole } from "../page/held.js";

/**
 * @typedef {object} Columns What the page holds, written by graph/explorer_data.py.
 * @property {import("./colours.js").Palette} palette
 * @property {Record<string, string>} verbs How a tie is read, by the class of its record; and, after
 *   a colon, by the class of what it leads to.
 * @property {[string, string][]} classes
 * @property {number[]} off The classes that the page opens without.
 * @property {{id: string[], name: string[], cls: number[], alias: Record<string, string[]>,
 *   country: string[]}} nodes
 * @property {number[]} x
 * @property {number[]} y
 * @property {number[]} size
 * @property {{node: number[], x: number[], y: number[]} | null} first
 * @property {{id: string[], kind: number[], first: (number | null)[], last: (number | null)[],
 *   grade: number[], source: (number | number[])[], place: string[],
 *   tech: number[], url: string[], says: string[]}} records
 * @property {{s: number[], t: number[], r: number[], g: number[]}} links
 * @property {{cls: string, group: string, code: string, label: string, faint: boolean,
 *   since: string}[]} kinds
 * @property {string[]} grades
 * @property {{id: string, title: string, url: string}[]} sources
 * @property {number[][]} techsets
 * @property {string[]} regimeCodes
 * @property {{index: string, names: Record<string, string>}} regimes
 * @property {{id: string, name: string, broader: string}[]} technologies
 * @property {number | null} about
 */

/**
 * @typedef {object} Edge All links of one class between two nodes: `from` to `to` of the links.
 * @property {number} s
 * @property {number} t
 * @property {string} cls
 * @property {number} from
 * @property {number} to
 * @property {boolean} faint Whether all that it rests on is a presence or a detection.
 */

/**
 * @typedef {object} Model
 * @property {Columns} data
 * @property {number} size How many nodes there are.
 * @property {Edge[]} edges
 * @property {Uint32Array} offsets Where the neighbours of each node begin.
 * @property {Uint32Array} others The neighbours.
 * @property {Uint32Array} via The edge to each neighbour.
 * @property {Map<string, number>} at The number of each node, by its id.
 */

/**
 * Return the columns that a page's data element holds, as graph/explorer_pack.py made them short.
 * @param {string} text
 * @returns {Promise<Columns>}
 */
export async function columns(text) {
  const found = await held(text);
  found.nodes.id = whole(found.nodes.id);
  found.records.id = whole(found.records.id);
  found.records.place = whole(found.records.place);
  found.links.s = summed(found.links.s);
  found.links.r = summed(found.links.r);
  return found;
}

/**
 * Return numbers from the steps between them.
 * @param {number[]} steps
 */
export function summed(steps) {
  let before = 0;
  return steps.map((step) => (before += step));
}

/**
 * Return the model of columns.
 * @param {Columns} data
 * @returns {Model}
 */
export function model(data) {
  const size = data.nodes.id.length;
  const edges = joined(data);
  const offsets = new Uint32Array(size + 1);
  for (const edge of edges) {
    offsets[edge.s + 1] += 1;
    offsets[edge.t + 1] += 1;
  }
  for (let node = 0; node < size; node += 1) offsets[node + 1] += offsets[node];
  const next = offsets.slice(0, size);
  const others = new Uint32Array(edges.length * 2);
  const via = new Uint32Array(edges.length * 2);
  edges.forEach((edge, number) => {
    for (const [one, other] of [
      [edge.s, edge.t],
      [edge.t, edge.s],
    ]) {
      others[next[one]] = other;
      via[next[one]] = number;
      next[one] += 1;
    }
  });
  const at = new Map(data.nodes.id.map((id, number) => [id, number]));
  return { data, size, edges, offsets, others, via, at };
}

/**
 * Join links of one class between the same nodes; links come sorted, and records by class.
 * @param {Columns} data
 * @returns {Edge[]}
 */
function joined(data) {
  const { s, t, r } = data.links;
  /** @type {Edge[]} */
  const found = [];
  for (let link = 0; link < s.length; link += 1) {
    const kind = data.kinds[data.records.kind[r[link]]];
    const last = found.at(-1);
    if (last && last.s === s[link] && last.t === t[link] && last.cls === kind.cls) {
      last.to = link + 1;
      last.faint &&= kind.faint;
    } else {
      const { cls, faint } = kind;
      found.push({ s: s[link], t: t[link], cls, from: link, to: link + 1, faint });
    }
  }
  return found;
}
