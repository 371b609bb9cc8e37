// A word on what the pointer or the keyboard is at: the text of its `data-tip`.

const AWAY = 14;

/**
 * Show in `box` what is said of the marks inside `within`.
 * @param {HTMLElement} within
 * @param {HTMLElement} box
 */
export function tips(within, box) {
  const hide = () => {
    box.hidden = true;
  };
  within.addEventListener("pointermove", (event) => {
    const said = text(event.target);
    if (said) show(box, said, event.clientX, event.clientY);
    else hide();
  });
  within.addEventListener("pointerleave", hide);
  within.addEventListener("focusin", (event) => {
    const said = text(event.target);
    if (!said || !(event.target instanceof Element) || !event.target.matches(":focus-visible"))
      return;
    const at = event.target.getBoundingClientRect();
    show(box, said, at.right, at.bottom);
  });
  within.addEventListener("focusout", hide);
  addEventListener("scroll", hide, { passive: true, capture: true });
}

/** @param {EventTarget | null} target */
function text(target) {
  const mark = target instanceof Element ? target.closest("[data-tip]") : null;
  return mark?.getAttribute("data-tip") ?? "";
}

/**
 * @param {HTMLElement} box
 * @param {string} said
 * @param {number} x
 * @param {number} y
 */
function show(box, said, x, y) {
  box.hidden = false;
  box.textContent = said;
  const { width, height } = box.getBoundingClientRect();
  const [right, low] = [innerWidth - width - AWAY, innerHeight - height - AWAY];
  box.style.left = `${Math.max(AWAY, Math.min(x + AWAY, right))}px`;
  box.style.top = `${Math.max(AWAY, y + AWAY > low ? y - height - AWAY : y + AWAY)}px`;
}
