// Many marks of a picture as one stop of the Tab key: arrows go from one to the next.

const STEPS = /** @type {Record<string, number>} */ ({
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
});

/**
 * Let arrows, Home and End move among an element's marks, and Enter or space choose one.
 * A mark is a child with `data-key`. Call it once; marks may be drawn anew afterwards.
 * @param {Element} box
 * @param {(key: string, event: KeyboardEvent | MouseEvent) => void} choose
 */
export function roving(box, choose) {
  box.addEventListener("click", (event) => {
    const mark = held(event.target);
    if (mark) choose(mark.dataset.key ?? "", /** @type {MouseEvent} */ (event));
  });
  box.addEventListener("keydown", (given) => {
    const event = /** @type {KeyboardEvent} */ (given);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const mark = held(event.target);
    if (!mark) return;
    if (event.key === "Enter" || event.key === " ") choose(mark.dataset.key ?? "", event);
    else if (!moved(box, mark, event.key)) return;
    event.preventDefault();
  });
}

/**
 * Make the first mark the one that Tab reaches, or the one that had the focus before.
 * @param {Element} box
 * @param {string | null} before The key of the mark that had the focus, where one had it.
 */
export function settled(box, before) {
  const all = marks(box);
  const again = all.find((one) => one.dataset.key === before);
  all.forEach((one, at) =>
    one.setAttribute("tabindex", (again ? one === again : !at) ? "0" : "-1"),
  );
  if (again) again.focus({ preventScroll: true });
  else if (before !== null) all[0]?.focus({ preventScroll: true });
}

/**
 * Return the key of the mark inside a box that has the focus, null where none has.
 * @param {Element} box
 */
export function focused(box) {
  const now = document.activeElement;
  return now && box.contains(now) ? (held(now)?.dataset.key ?? null) : null;
}

/**
 * @param {Element} box
 * @param {SVGElement} mark
 * @param {string} key
 */
function moved(box, mark, key) {
  const all = marks(box);
  const at = all.indexOf(mark);
  const next =
    key === "Home" ? 0 : key === "End" ? all.length - 1 : key in STEPS ? at + STEPS[key] : null;
  if (next === null) return false;
  const other = all[Math.max(0, Math.min(all.length - 1, next))];
  mark.setAttribute("tabindex", "-1");
  other.setAttribute("tabindex", "0");
  other.focus();
  return true;
}

/**
 * @param {Element} box
 * @returns {SVGElement[]}
 */
function marks(box) {
  return [...box.querySelectorAll("[role=button][data-key]")].map(
    (one) => /** @type {SVGElement} */ (one),
  );
}

/**
 * @param {EventTarget | null} target
 * @returns {SVGElement | null}
 */
function held(target) {
  return target instanceof Element ? target.closest("[data-key]") : null;
}
