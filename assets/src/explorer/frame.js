// How large things are drawn, and which part of the plane the picture shows.

const CARD = 390;

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
  const edge = Math.max(right - left, high - low, 40) * 0.06 + 10;
  const unit = Math.max(
    (right - left + 2 * edge) / (width - card),
    (high - low + 2 * edge) / height,
  );
  const [x, y] = [(left + right + card * unit) / 2, (low + high) / 2];
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
