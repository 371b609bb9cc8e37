import assert from "node:assert/strict";
import { test } from "node:test";
import { address, follow, opening } from "../../src/flows/choice.js";
import { PARTS, projection } from "../../src/flows/parts.js";

/** @type {any} */
const MODEL = {
  data: { opening: { scale: "row", lag: 0, abroad: false }, lag: 10 },
  scales: new Map([["row", {}]]),
};
/** @type {any} */
const SPHERE = { type: "Sphere" };

test("a part of the world fills the picture and stays inside it", () => {
  for (const [id, { box }] of PARTS) {
    if (!box) continue;
    const project = projection(id, SPHERE, [760, 471]);
    const [west, south, east, north] = box;
    const corners = [west, east].flatMap((x) => [south, north].map((y) => project([x, y])));
    const [xs, ys] = [0, 1].map((n) => corners.map((one) => one?.[n] ?? NaN));
    assert.ok(Math.min(...xs) >= 1.9 && Math.max(...xs) <= 758.1, id);
    assert.ok(Math.min(...ys) >= 1.9 && Math.max(...ys) <= 469.1, id);
    // It is larger than on the map of the world.
    const world = projection("world", SPHERE, [760, 350]);
    assert.ok(project.scale() > 1.5 * world.scale(), id);
  }
});

test("an address says the part, and a part that is not known is passed over", () => {
  const choice = opening(MODEL);
  assert.equal(address(MODEL, choice), "");
  choice.part = "africa";
  assert.equal(address(MODEL, choice), "#map=africa");
  const known = () => new Set(/** @type {string[]} */ ([]));
  assert.equal(follow(MODEL, "#map=africa", known).part, "africa");
  assert.equal(follow(MODEL, "#map=atlantis", known).part, "world");
});
