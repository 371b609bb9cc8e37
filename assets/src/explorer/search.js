// Find things by their names and aliases: case, accents and punctuation do not matter.

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("../page/combobox.js").Hit} Hit */

/**
 * Return a text as it is compared.
 * @param {string} text
 */
export function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * Return a function that finds things: the best match first, of equals the best tied.
 * @param {Model} model
 * @returns {(text: string, most?: number) => Hit[]}
 */
export function finder(model) {
  const { name, id } = model.data.nodes;
  /** @type {ReturnType<typeof called> | null} */
  let all = null;
  const ties = name.map((_, node) => model.offsets[node + 1] - model.offsets[node]);
  return (text, most = 12) => {
    const exact = model.at.get(text.trim());
    if (exact !== undefined) return [{ node: exact, text: name[exact], alias: false }];
    const wanted = folded(text);
    if (!wanted) return [];
    all ??= called(model);
    const found = all.flatMap((one) => {
      const rank = fit(one.key, wanted);
      return rank ? [{ ...one, rank: rank + (one.alias ? 0.5 : 0) }] : [];
    });
    found.sort(
      (a, b) =>
        a.rank - b.rank || ties[b.node] - ties[a.node] || (id[a.node] < id[b.node] ? -1 : 1),
    );
    const seen = new Set();
    const best = found.filter(({ node }) => !seen.has(node) && seen.add(node));
    return best
      .slice(0, most)
      .map(({ node, text: shown, alias: other }) => ({ node, text: shown, alias: other }));
  };
}

/**
 * Return all names and aliases as they are compared: made for the first search, not for the start.
 * @param {Model} model
 */
function called(model) {
  const { name, alias } = model.data.nodes;
  /** @type {{node: number, text: string, key: string, alias: boolean}[]} */
  const all = [];
  for (let node = 0; node < model.size; node += 1) {
    all.push({ node, text: name[node], key: folded(name[node]), alias: false });
    for (const text of alias[node] ?? []) all.push({ node, text, key: folded(text), alias: true });
  }
  return all;
}

/**
 * Return how well a name fits, from 1 for the whole name to 4 for a part; 0 where it does not.
 * @param {string} key
 * @param {string} wanted
 */
function fit(key, wanted) {
  const at = key.indexOf(wanted);
  if (at < 0) return 0;
  if (key === wanted) return 1;
  if (at === 0) return 2;
  return key.includes(` ${wanted}`) ? 3 : 4;
}
