// A picture of the page as a file: SVG with its colours written into it, or PNG.

const TAKEN = ["fill", "stroke", "stroke-width", "stroke-opacity", "fill-opacity", "opacity"];
const LETTERS = ["font-size", "font-weight", "font-family"];
const [EDGE, LINE] = [16, 17];
const SHARP = 2;

/**
 * Return a picture as a text of SVG that stands by itself, lines of words below it.
 * @param {SVGSVGElement} picture
 * @param {string[]} caption
 */
export function still(picture, caption) {
  const { width, height } = picture.viewBox.baseVal;
  const look = getComputedStyle(document.body);
  const copy = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  dyed(picture, copy);
  const low = height + EDGE + caption.length * LINE;
  const made = document.createElementNS(picture.namespaceURI, "svg");
  const ground = document.createElementNS(picture.namespaceURI, "rect");
  set(made, { viewBox: `0 0 ${width} ${low}`, width, height: low, "font-family": look.fontFamily });
  set(ground, { width, height: low, fill: look.backgroundColor });
  set(copy, { x: 0, y: 0, width, height });
  const words = caption.map((text, at) => {
    const line = document.createElementNS(picture.namespaceURI, "text");
    set(line, { x: 8, y: height + EDGE + at * LINE, "font-size": 12, fill: look.color });
    line.textContent = text;
    return line;
  });
  made.append(ground, copy, ...words);
  return new XMLSerializer().serializeToString(made);
}

/**
 * Return a still as PNG, twice as sharp as on screen.
 * @param {string} text
 * @returns {Promise<Blob>}
 */
export async function png(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.width * SHARP, image.height * SHARP];
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("the picture is too large")))),
  );
}

/**
 * @param {Element} from
 * @param {Element} to
 */
function dyed(from, to) {
  const look = getComputedStyle(from);
  for (const name of from.tagName === "text" || from.tagName === "tspan"
    ? [...TAKEN, ...LETTERS]
    : TAKEN) {
    to.setAttribute(name, look.getPropertyValue(name));
  }
  for (const name of ["class", "role", "tabindex", "aria-label", "data-tip", "data-key"])
    to.removeAttribute(name);
  [...from.children].forEach((one, at) => dyed(one, to.children[at]));
}

/**
 * @param {Element} one
 * @param {Record<string, string | number>} attributes
 */
function set(one, attributes) {
  for (const [name, value] of Object.entries(attributes)) one.setAttribute(name, String(value));
}
