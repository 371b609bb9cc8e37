// Deep links: what the part of an address after its # means, and what it is for a thing.

/** @typedef {import("./model.js").Model} Model */

/**
 * Return the thing, or the edge of the record, that a hash means; null where it means nothing here.
 * @param {Model} model
 * @param {string} hash
 * @returns {{node: number, edge?: undefined} | {edge: number, node?: undefined} | null}
 */
export function target(model, hash) {
  const id = decoded(hash.slice(1));
  const node = model.at.get(id);
  if (node !== undefined) return { node };
  const record = model.data.records.id.indexOf(id);
  const link = record < 0 ? -1 : model.data.links.r.indexOf(record);
  const edge = model.edges.findIndex(({ from, to }) => from <= link && link < to);
  return edge < 0 ? null : { edge };
}

/**
 * Return the hash that means a thing; nothing for none.
 * @param {Model} model
 * @param {number | null} node
 */
export function address(model, node) {
  return node === null ? "" : `#${encodeURIComponent(model.data.nodes.id[node])}`;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a hand-written % that begins no code
  }
}
