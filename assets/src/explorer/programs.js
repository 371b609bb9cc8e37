// What sigma draws with: only what is used, and nothing before it is needed.

import { EdgeRectangleProgram } from "sigma/rendering";

/** @typedef {import("sigma/types").RenderParams} RenderParams */

// How long the picture has to stand still before lines are drawn to be clicked: milliseconds.
const STILL = 150;
const PICKING = "#define PICKING_MODE\n";

/** Lines that can be clicked once the picture stands still: each is drawn once, not twice. */
export class Lines extends EdgeRectangleProgram {
  /**
   * @param {WebGLRenderingContext} gl
   * @param {WebGLFramebuffer | null} buffer Where lines are drawn to be clicked; null for nowhere.
   * @param {import("sigma").default} renderer
   */
  constructor(gl, buffer, renderer) {
    super(gl, null, renderer);
    this.buffer = buffer;
    /** @type {RenderParams | null} How the lines lie that cannot be clicked yet. */
    this.waiting = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.box = renderer.getContainer();
    // Whoever presses at once is answered at once.
    this.pressed = () => this.settle();
    this.box.addEventListener("pointerdown", this.pressed, { capture: true });
  }

  /** @param {RenderParams} params */
  render(params) {
    const pick = this.pickProgram;
    this.pickProgram = null;
    super.render(params);
    this.pickProgram = pick;
    if (!this.buffer) return;
    this.waiting = params;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.settle(), STILL);
  }

  /** Draw the lines where the pointer looks them up. */
  settle() {
    const params = this.waiting;
    this.waiting = null;
    if (!params || this.hasNothingToRender()) return;
    const pixelRatio = params.pixelRatio / params.downSizingRatio;
    const pick = (this.pickProgram ??= this.picking());
    pick.gl.viewport(0, 0, params.width * pixelRatio, params.height * pixelRatio);
    this.bindProgram(pick);
    this.renderProgram({ ...params, pixelRatio }, pick);
    this.unbindProgram(pick);
  }

  picking() {
    const [vertex, fragment] = [this.VERTEX_SHADER_SOURCE, this.FRAGMENT_SHADER_SOURCE];
    const { gl } = this.normalProgram;
    return this.getProgramInfo("pick", gl, PICKING + vertex, PICKING + fragment, this.buffer);
  }

  kill() {
    clearTimeout(this.timer);
    this.waiting = null;
    this.box.removeEventListener("pointerdown", this.pressed, { capture: true });
    super.kill();
  }
}

/** What draws nothing: arrows, which no line has, and a thing under the pointer, which has a plate. */
export class Nothing {
  drawLabel = undefined;
  drawHover = undefined;

  kill() {}

  reallocate() {}

  process() {}

  render() {}
}
