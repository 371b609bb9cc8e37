// The data that a page holds in itself, compressed where they are many.

/**
 * Return the data of a page's data element, as graph/explorer_pack.py wrote them.
 * @param {string} text
 * @returns {Promise<any>}
 */
export async function held(text) {
  const found = JSON.parse(text);
  if (typeof found.gzip !== "string") return found;
  const bytes = Uint8Array.from(atob(found.gzip), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

const NONE = "0".charCodeAt(0);

/**
 * Return texts of which each was written without what it shares with the one before: its first
 * letter says how much that is.
 * @param {string[]} texts
 */
export function whole(texts) {
  let before = "";
  return texts.map((text) => {
    before = before.slice(0, text.charCodeAt(0) - NONE) + text.slice(1);
    return before;
  });
}
