import assert from "node:assert/strict";
import { test } from "node:test";
import { bent, cut, parted, pie } from "../../src/page/svg.js";

test("shapes: a pie that is whole, lines that bend, texts that are cut", () => {
  assert.equal(pie([3], 5)[0], "M0,-5A5,5 0 1 1 0,5A5,5 0 1 1 0,-5Z");
  assert.deepEqual(pie([1, 1], 10), [
    "M0,0L0,-10A10,10 0 0 1 0,10Z",
    "M0,0L0,10A10,10 0 0 1 0,-10Z",
  ]);
  assert.equal(bent([0, 0], [100, 0], 0.2), "M0,0Q50,-20 100,0");
  assert.equal(bent([100, 0], [0, 0], 0.2), "M100,0Q50,-20 0,0");
  assert.deepEqual([cut("short", 9), cut("a longer text", 9)], ["short", "a longer…"]);
  assert.deepEqual(parted("autocracy and weak", 15, 2), ["autocracy and", "weak"]);
  assert.deepEqual([parted("word", 9, 2), parted("unbreakable", 5, 2)], [["word"], ["unbr…"]]);
  // The last line gives room to a count, the others do not.
  assert.deepEqual(parted("electoral autocracy", 13, 2, 9), ["electoral", "autocracy"]);
  assert.deepEqual(parted("a long name of some words", 8, 2, 6), ["a long", "name…"]);
  assert.deepEqual(parted("facial recognition", 18, 1, 12), ["facial reco…"]);
  // A word that comes twice is the last one only at the end.
  assert.deepEqual(parted("the rest of rest", 8, 3, 5), ["the rest", "of", "rest"]);
});
