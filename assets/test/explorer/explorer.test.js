import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { test } from "node:test";
import { dyes, mixed } from "../../src/explorer/colours.js";
import { everything, inYears, shown } from "../../src/explorer/masks.js";
import { columns, summed } from "../../src/explorer/model.js";
import { whole } from "../../src/page/held.js";
import { packages } from "../../notices.js";
import { core, ego, main, path } from "../../src/explorer/paths.js";
import { framed, scaled, spread } from "../../src/explorer/frame.js";
import { short, spot } from "../../src/explorer/labels.js";
import { address as hash, target } from "../../src/explorer/links.js";
import { fitted } from "../../src/explorer/picture.js";
import { opened } from "../../src/explorer/opening.js";
import { finder, folded } from "../../src/explorer/search.js";
import { cells } from "../../src/explorer/table.js";
import { address, said, some, summary, verb, years } from "../../src/explorer/words.js";
import { data, world } from "./world.js";

const [KEN, UGA, ACME, GRANITE, OWL] = [0, 1, 2, 3, 4];
/** @param {Uint8Array} mask */
const of = (mask) => [...mask.keys()].filter((one) => mask[one]);
/** @param {Partial<import("../../src/explorer/masks.js").Filters>} change */
const filtered = (change) => {
  const model = world();
  return shown(model, { ...everything(model), ...change }, null, null);
};

test("links of one class between two nodes are one edge", () => {
  assert.deepEqual(
    world().edges.map(({ s, t, cls, faint }) => [s, t, cls, faint]),
    [
      [ACME, KEN, "Deal", false],
      [ACME, UGA, "Deal", true],
      [OWL, UGA, "Deal", true],
      [GRANITE, ACME, "Ownership", false],
    ],
  );
});

test("texts and numbers that were made short are whole again", () => {
  assert.deepEqual(whole(["0deal:a1", "62", "0مراقبة", "0"]), ["deal:a1", "deal:a2", "مراقبة", ""]);
  assert.deepEqual(summed([3, 0, 2, -4]), [3, 3, 5, 1]);
});

test("compressed data are unpacked", async () => {
  const packed = data();
  packed.nodes.id = packed.nodes.id.map((id) => `0${id}`);
  packed.records.id = packed.records.id.map((id) => `0${id}`);
  packed.records.place = packed.records.place.map((text) => `0${text}`);
  const { s, r } = packed.links;
  packed.links.s = s.map((one, at) => one - (s[at - 1] ?? 0));
  packed.links.r = r.map((one, at) => one - (r[at - 1] ?? 0));
  const gzip = gzipSync(JSON.stringify(packed)).toString("base64");
  assert.deepEqual(await columns(JSON.stringify({ gzip })), data());
});

test("without filters everything is shown and counted", () => {
  const found = filtered({});
  assert.deepEqual(found.counts, {
    nodes: 5,
    links: 4,
    deals: 3,
    records: 4,
    undated: 1,
    apart: 0,
  });
});

test("a technology takes narrower ones along", () => {
  assert.deepEqual(of(filtered({ technology: "tech:vision" }).links), [0]);
  assert.deepEqual(of(filtered({ technology: "tech:spy" }).links), [2]);
});

test("the regime is that of the importer in the deal's year", () => {
  assert.deepEqual(of(filtered({ regime: 2 }).links), [2]);
  assert.deepEqual(of(filtered({ regime: 3 }).nodes), [UGA, ACME]);
});

test("years take what was so in one of them, and the undated as told", () => {
  assert.deepEqual(of(filtered({ from: 2016, to: 2020 }).links), [1, 2, 3]);
  assert.deepEqual(of(filtered({ from: 2016, to: 2020, undated: false }).links), [2, 3]);
  assert.equal(inYears(2014, null, { ...everything(world()), from: 2030 }), true);
});

test("classes, kinds and grades leave out", () => {
  assert.deepEqual(of(filtered({ classes: new Set([2]) }).links), [0, 1, 2]);
  assert.deepEqual(of(filtered({ kinds: new Set([1]) }).links), [0, 3]);
  assert.deepEqual(of(filtered({ grade: 2 }).links), [0, 1, 3]);
});

test("a neighbourhood, a core, the largest part and a path are what they are called", () => {
  const model = world();
  const all = new Uint8Array(4).fill(1);
  assert.deepEqual(of(ego(model, all, GRANITE, 1)), [ACME, GRANITE]);
  assert.deepEqual(of(ego(model, all, GRANITE, 2)), [KEN, UGA, ACME, GRANITE]);
  assert.deepEqual(of(core(model, all, 2)), []);
  assert.deepEqual(of(main(model, Uint8Array.of(1, 0, 1, 1))), [KEN, ACME, GRANITE]);
  assert.deepEqual(path(model, all, KEN, OWL), [KEN, ACME, UGA, OWL]);
  assert.equal(path(model, Uint8Array.of(1, 0, 1, 1), KEN, OWL), null);
});

test("a focus shows its own links only, and a lone node stays", () => {
  const model = world();
  const filters = everything(model);
  const near = shown(model, filters, null, { kind: "ego", node: OWL, hops: 1 });
  assert.deepEqual(of(near.links), [2]);
  const way = shown(model, filters, null, { kind: "path", nodes: [KEN, ACME, UGA] });
  assert.deepEqual(of(way.links), [0, 1]);
  const alone = shown(model, { ...filters, kinds: new Set([0, 1, 2]) }, null, {
    kind: "ego",
    node: OWL,
    hops: 1,
  });
  assert.deepEqual(of(alone.nodes), [OWL]);
});

test("names and aliases are found without case, accents or punctuation", () => {
  const find = finder(world());
  assert.equal(folded("  Zürich-Bürö, Ltd. "), "zurich buro ltd");
  assert.deepEqual(find("ACME"), [{ node: ACME, text: "Acmé Lantern", alias: false }]);
  assert.deepEqual(find("alw"), [{ node: ACME, text: "ALW", alias: true }]);
  assert.equal(find("مراقبة")[0].node, ACME);
  assert.equal(find("org:owl")[0].node, OWL);
  assert.deepEqual(find("..."), []);
});

test("a link says its kind, year, grade, source and place, and links to http only", () => {
  const model = world();
  const one = said(model, 1);
  assert.deepEqual(
    [one.kind, one.years, one.grade, one.url],
    ["presence", "undated", "research", ""],
  );
  assert.deepEqual(
    one.places.map(({ source, place }) => [source, place]),
    [
      ["gazette", "row 2"],
      ["atlas", "p. 3"],
    ],
  );
  assert.equal(said(model, 0).url, "https://example.org/a");
  assert.deepEqual(cells(model, 0), [
    "Acmé Lantern",
    "contract",
    "Kenya",
    "2015",
    "electoral autocracy",
    "facial recognition",
    "official record",
    "gazette: row 1",
  ]);
});

test("years and numbers are said in words", () => {
  assert.deepEqual(
    [years(null, null), years(2014, null), years(2014, 2014), years(2014, 2019)],
    ["undated", "since 2014", "2014", "2014–2019"],
  );
  assert.deepEqual(
    [some(1, "deal"), some(2000, "deal"), some(2, "body")],
    ["1 deal", "2,000 deals", "2 bodies"],
  );
  assert.deepEqual([address("HTTPS://x.org"), address("data:text/html,x")], ["HTTPS://x.org", ""]);
});

test("colours are those of the page's palette, lines opaque mixtures, a presence fainter", () => {
  const { palette } = data();
  const [light, dark] = [dyes(palette, "light"), dyes(palette, "dark")];
  assert.deepEqual([light.ground, dark.ground, light.ink], ["#ffffff", "#000000", "#111111"]);
  assert.deepEqual([light.node("Vendor"), dark.node("Vendor")], ["#0066aa", "#44aaee"]);
  assert.equal(light.node("a class of tomorrow"), "#777777");
  assert.equal(mixed("#000000", "#ffffff", 0.5), "#808080");
  assert.equal(light.edge("Deal", false), mixed("#556677", "#ffffff", 0.55));
  assert.equal(light.edge("Deal", true), mixed("#556677", "#ffffff", 0.3));
  assert.equal(light.edge("Vendor", false), mixed("#0066aa", "#ffffff", 0.55), "of its class");
});

test("a name goes where it meets no other, or nowhere", () => {
  const thing = { x: 100, y: 100, size: 5 };
  const right = spot(thing, 40, 10, []);
  assert.deepEqual(right, [107, 93.75, 151, 106.25]);
  const left = spot(thing, 40, 10, right ? [right] : []);
  assert.deepEqual(left, [49, 93.75, 93, 106.25]);
  assert.equal(spot(thing, 40, 10, [[0, 0, 300, 300]]), null);
  assert.equal(short("a".repeat(34)), "a".repeat(34));
  assert.equal(short("a".repeat(35)), `${"a".repeat(32)}…`);
});

test("a tie is read by its record, and by what it leads to where that differs", () => {
  const model = world();
  assert.equal(verb(model, model.edges[0]), "named with");
  assert.equal(verb(model, { t: KEN, cls: "Ownership" }), "has");
  assert.equal(verb(model, { t: ACME, cls: "Lease" }), "Lease");
});

test("classes that wait hidden are left out at first, and said", () => {
  const model = { ...world(), data: { ...data(), off: [2] } };
  const filters = everything(model);
  assert.deepEqual(of(shown(model, filters, null, null).links), [0, 1, 2]);
  assert.equal(opened(model, filters), "");
  assert.equal(filters.main, false, "so few are all shown");
  const { counts } = shown(model, filters, null, null);
  assert.match(summary(model, counts, "", filters.classes), / · 1 organization hidden$/);
  filters.classes.clear();
  assert.match(summary(model, counts, "", filters.classes), / undated$/);
  const parts = shown(model, { ...filters, regime: 2, main: true }, null, null).counts;
  assert.deepEqual([parts.nodes, parts.apart], [2, 0]);
  const main = shown(model, { ...filters, kinds: new Set([0]), main: true }, null, null).counts;
  assert.deepEqual([main.nodes, main.apart], [4, 0]);
});

test("a layout is drawn as wide as the picture, by what is not hidden", () => {
  const box = { clientWidth: 300, clientHeight: 100 };
  const seen = (/** @type {number} */ node) => node < 2;
  const square = { x: [0, 10, 99], y: [0, 10, 0] };
  assert.equal(spread(square, seen, box), 1.6);
  assert.equal(spread({ ...square, x: [0, 30, 99] }, seen, box), 1);
  assert.equal(spread({ ...square, x: [0, 0, 0] }, seen, box), 1, "what has no width has no shape");
});

test("a picture fits its sheet and stands upright", () => {
  const at = fitted([0, 1], { x: [0, 100], y: [0, 100] }, 200, 200);
  assert.deepEqual(
    [at(0), at(1)],
    [
      { x: 60, y: 140 },
      { x: 140, y: 60 },
    ],
  );
});

test("the packages of a bundle are named once", () => {
  const inputs = {
    "node_modules/sigma/a.js": 1,
    "node_modules/@a/b/c.js": 1,
    "src/main.js": 1,
    "node_modules/sigma/b.js": 1,
  };
  assert.deepEqual(packages({ inputs }), ["@a/b", "sigma"]);
});

test("a hash means a thing or the edge of a record, and a wrong one nothing", () => {
  const model = world();
  assert.deepEqual(target(model, "#org:acme"), { node: ACME });
  assert.deepEqual(target(model, hash(model, ACME)), { node: ACME });
  assert.deepEqual(target(model, "#ownership:g"), { edge: 3 });
  assert.equal(target(model, "#nobody"), null);
  assert.equal(target(model, "#%"), null);
  assert.equal(hash(model, null), "");
});

test("what is shown is summed up with what each number is of", () => {
  const { counts } = filtered({ technology: "tech:spy" });
  assert.equal(
    summary(world(), counts, "so"),
    "2 of 5 things · 1 of 4 links · 1 deal · 0 other records · 0 undated · so",
  );
});

test("a frame leaves room for the dossier, and dots shrink where they are many", () => {
  const box = { clientWidth: 1390, clientHeight: 1000 };
  const plain = framed(-100, 100, -100, 100, box, false);
  const beside = framed(-100, 100, -100, 100, box, true);
  assert.equal((plain.x[0] + plain.x[1]) / 2, 0);
  const unit = (beside.x[1] - beside.x[0]) / 1390;
  assert.ok(beside.x[1] - 390 * unit > 100, "all is left of the dossier");
  assert.equal(scaled(100, 1400), 0.6);
  assert.ok(scaled(5000, 1400) < 0.35 && scaled(100, 400) === 0.3);
});
