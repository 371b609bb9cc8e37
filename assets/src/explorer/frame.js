// How large things are drawn, and which part of the plane the picture shows.

// How much of the picture the dossier covers: so many pixels at its side, or a part of its foot.
const [CARD, SHEET] = [390, 0.55];

/**
 * Return the frame of the picture in which a part of the plane is whole.
 * @param {number} left
 * @param {number} right
 * @param {number} low
 * @param {number} high
 * @param {{clientWidth: number, clientHeight: number}} box
 * @param {boolean} covered
 * @returns {{x: [number, number], y: [number, number]}}
 */
export function framed(left, right, low, high, box, covered) {
  const [width, height] = [Math.max(box.clientWidth, 200), Math.max(box.clientHeight, 200)];
  const card = covered && width > 2 * CARD ? CARD : 0;
  const sheet = covered && !card ? SHEET * height : 0;
  const edge = Math.max(right - left, high - low, 40) * 0.04 + 10;
  const unit = Math.max(
    (right - left + 2 * edge) / (width - card),
    (high - low + 2 * edge) / (height - sheet),
  );
  const [x, y] = [(left + right + card * unit) / 2, (low + high - sheet * unit) / 2];
  const [across, down] = [(width * unit) / 2, (height * unit) / 2];
  return { x: [x - across, x + across], y: [y - down, y + down] };
}

/**
 * Return how dots are scaled: they shrink where they are many, or they would hide what ties them.
 * @param {number} many
 * @param {number} width
 */
export function scaled(many, width) {
  const room = Math.min(1, Math.max(0.5, width / 900));
  return 0.6 * room * Math.min(1, Math.max(0.35, 40 / Math.sqrt(many)));
}

/**
 * Return how much wider the layout is drawn than it was made, so that it fills the picture.
 * @param {{x: number[], y: number[]}} places
 * @param {(node: number) => boolean} taken What is seen at first.
 * @param {{clientWidth: number, clientHeight: number}} box
 */
export function spread({ x, y }, taken, box) {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  x.forEach((at, node) => {
    if (!taken(node)) return;
    [left, right] = [Math.min(left, at), Math.max(right, at)];
    [low, high] = [Math.min(low, y[node]), Math.max(high, y[node])];
  });
  if (right - left < 1 || high - low < 1 || box.clientHeight < 1) return 1;
  const wanted = box.clientWidth / box.clientHeight / ((right - left) / (high - low));
  return Math.min(1.6, Math.max(0.7, wanted));
}
