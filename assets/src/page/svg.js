// Make elements of a picture. Every text is set as text, and colours come from the page's classes.

const SPACE = "http://www.w3.org/2000/svg";

/**
 * Return an element of SVG with attributes and children; children that are texts become text.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function shape(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * Return a text cut to so many letters; whoever points at it should be told the whole of it.
 * @param {string} text
 * @param {number} most
 */
export function cut(text, most) {
  const letters = [...text];
  return letters.length <= most
    ? text
    : letters
        .slice(0, most - 1)
        .join("")
        .trimEnd() + "…";
}

/**
 * Return a text in lines of so many letters, parted between words; what does not fit is cut.
 * @param {string} text
 * @param {number} most
 * @param {number} lines How many lines there may be.
 * @param {number} [last] How many letters the last line may have.
 */
export function parted(text, most, lines, last = most) {
  const [word, ...words] = text.split(" ");
  const made = [word];
  words.forEach((one, n) => {
    const longer = `${made[made.length - 1]} ${one}`;
    const fits = longer.length <= (n === words.length - 1 ? last : most);
    if (fits || made.length === lines) made[made.length - 1] = longer;
    else made.push(one);
  });
  return made.map((one, n) => cut(one, n === made.length - 1 ? last : most));
}

/**
 * Return the shape of a line that bends between two places: by a share of its length, northwards.
 * @param {[number, number]} from
 * @param {[number, number]} to
 * @param {number} bend
 */
export function bent([x0, y0], [x1, y1], bend) {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const side = dx < 0 ? -1 : 1;
  const [x, y] = [(x0 + x1) / 2 + dy * bend * side, (y0 + y1) / 2 - dx * bend * side];
  return `M${round(x0)},${round(y0)}Q${round(x)},${round(y)} ${round(x1)},${round(y1)}`;
}

/**
 * Return the shapes of a pie's parts around the origin, clockwise from the top.
 * @param {number[]} sizes
 * @param {number} radius
 */
export function pie(sizes, radius) {
  const total = sizes.reduce((sum, one) => sum + one, 0);
  let before = 0;
  return sizes.map((size) => {
    const start = before / total;
    before += size;
    return size === total ? circle(radius) : wedge(start, before / total, radius);
  });
}

/** @param {number} radius */
function circle(radius) {
  const r = round(radius);
  return `M0,${-r}A${r},${r} 0 1 1 0,${r}A${r},${r} 0 1 1 0,${-r}Z`;
}

/**
 * @param {number} start
 * @param {number} end
 * @param {number} radius
 */
function wedge(start, end, radius) {
  const at = (/** @type {number} */ turn) =>
    [Math.sin(2 * Math.PI * turn), -Math.cos(2 * Math.PI * turn)]
      .map((one) => round(one * radius))
      .join(",");
  const r = round(radius);
  return `M0,0L${at(start)}A${r},${r} 0 ${end - start > 0.5 ? 1 : 0} 1 ${at(end)}Z`;
}

/** @param {number} value */
export function round(value) {
  return Math.round(value * 10) / 10;
}
