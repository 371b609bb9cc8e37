import assert from "node:assert/strict";
import { test } from "node:test";
import { address, classify, clear, follow, opening, pick, toggle } from "../../src/flows/choice.js";
import { byValue, table, taken, totals } from "../../src/flows/count.js";
import { dots, filled, lines } from "../../src/flows/map.js";
import { classOf, narrower } from "../../src/flows/model.js";
import { flow, grouped, placed } from "../../src/flows/ribbons.js";
import { dealsCsv, flowsCsv, percent } from "../../src/flows/tables.js";
import { counted, widths } from "../../src/flows/timeline.js";
import { called, dyed, rests, some, summary, years } from "../../src/flows/words.js";
import { csv } from "../../src/page/csv.js";
import { world } from "./world.js";

const MODEL = world();
const CLOSED = { exporter: false, technology: false };
/** @param {(choice: import("../../src/flows/choice.js").Choice) => void} [change] */
function chosen(change = () => {}) {
  const choice = opening(MODEL);
  change(choice);
  return choice;
}
/** @param {import("../../src/flows/choice.js").Choice} choice */
const ids = (choice) => taken(MODEL, choice).map(({ deal }) => deal.id.slice(-1));
/** @param {Map<string, number>} counts */
const plain = (counts) => Object.fromEntries(counts);

test("columns become deals again", () => {
  const [first, , third] = MODEL.deals;
  assert.deepEqual(first.places, [{ source: "gazette", place: "row 1" }]);
  assert.deepEqual(third.places, [
    { source: "gazette", place: "row 3" },
    { source: "atlas", place: "p. 7" },
  ]);
  assert.deepEqual(third.exporters, ["country:CHN", "country:USA"]);
  assert.deepEqual([...narrower(MODEL, "tech:bio")].sort(), ["tech:bio", "tech:face"]);
});

test("a country has the class of a year, and none outside the years that are known", () => {
  const row = MODEL.scales.get("row");
  assert.ok(row);
  const of = (/** @type {number} */ year) => classOf(MODEL, row, "country:KEN", year);
  assert.deepEqual([2013, 2014, 2016, 2017, 2018].map(of), [null, "row:1", "row:0", null, null]);
  assert.equal(classOf(MODEL, row, "country:CHN", 2015), null);
});

test("a deal stands whole in every row that it belongs to, and what is not known behind", () => {
  const choice = chosen();
  const found = taken(MODEL, choice);
  const rows = table(MODEL, choice, found, found).map(Object.values);
  assert.deepEqual(rows, [
    ["country:CHN", "row:0", 1, 2, 50],
    ["country:CHN", "row:1", 2, 2, 100],
    ["country:CHN", "(undated)", 1, 2, null],
    ["country:USA", "row:0", 1, 1, 100],
    ["country:USA", "row:1", 1, 1, 100],
    ["country:USA", "(undated)", 1, 1, null],
    ["country:KEN", "(importer not known)", 1, 0, null],
    ["(exporter not known)", "(not classified)", 1, 0, null],
  ]);
  assert.equal(
    summary(MODEL, totals(found, choice), found.length),
    "5 of 5 deals · 1 undated · 1 not classified · 1 importer not known · " +
      "1 exporter not known · 1 technology not stated · 1 vendors and technologies not paired",
  );
});

test("a choice keeps the rows of what is chosen", () => {
  const kenya = chosen((one) => toggle(one, "importer", "country:KEN"));
  assert.deepEqual(ids(kenya), ["1", "2"]);
  assert.deepEqual(plain(byValue(MODEL, taken(MODEL, kenya), "regime")), {
    "row:1": 1,
    "row:0": 1,
  });
  assert.deepEqual(ids(chosen((one) => toggle(one, "regime", "(undated)"))), ["3"]);
  assert.deepEqual(ids(chosen((one) => toggle(one, "kind", "presence"))), ["3"]);
  const spans = chosen((one) => pick(one, 2016, false));
  assert.deepEqual(ids(spans), ["2", "3"]);
  assert.deepEqual(ids({ ...spans, undated: false }), ["2"]);
  assert.deepEqual(taken(MODEL, { ...spans, undated: false }, ["years"]).length, 5);
});

test("a technology takes narrower ones along, and deals that name it without pairing it", () => {
  const choice = chosen((one) => toggle(one, "technology", "tech:bio"));
  assert.deepEqual(
    taken(MODEL, choice).map((one) => one.technologies),
    [["tech:face"], ["tech:face"], ["(not paired)"]],
  );
  assert.deepEqual(ids(chosen((one) => toggle(one, "technology", "(not paired)"))), ["3"]);
  assert.deepEqual(ids(chosen((one) => toggle(one, "technology", "(technology not stated)"))), [
    "4",
  ]);
  const counts = plain(byValue(MODEL, taken(MODEL, chosen()), "technology"));
  assert.deepEqual([counts["tech:bio"], counts["tech:spy"], counts["(not paired)"]], [3, 3, 1]);
});

test("a lag asks for the class of an earlier year, and deals at home can be left out", () => {
  const choice = chosen((one) => Object.assign(one, { lag: 1 }));
  const found = plain(byValue(MODEL, taken(MODEL, choice), "regime"));
  // The fourth, of 2017, has the class of 2016; in its own year its importer has none.
  assert.deepEqual(found, { "row:1": 3, "row:0": 1, "(undated)": 1, "(importer not known)": 1 });
  const home = world();
  home.deals[0].exporters = ["country:KEN"];
  assert.equal(totals(taken(home, chosen()), chosen()).domestic, 1);
  const abroad = chosen((one) => Object.assign(one, { abroad: true }));
  assert.equal(taken(home, abroad).length, 4);
});

test("an address says what was chosen, and what it does not know is passed over", () => {
  const choice = chosen((one) => {
    classify(one, "weak");
    toggle(one, "exporter", "country:CHN");
    toggle(one, "regime", "(undated)");
    Object.assign(one, { lag: 2, abroad: true, from: 2010, undated: false });
  });
  const known = () => new Set(["country:CHN", "(undated)"]);
  const hash = address(MODEL, choice);
  assert.equal(
    hash,
    "#regimes=weak&lag=2&domestic=no&exporter=country:CHN&regime=%28undated%29&from=2010&undated=no",
  );
  assert.deepEqual(follow(MODEL, hash, known), choice);
  assert.deepEqual(follow(MODEL, "#regimes=x&lag=99&from=abcd&exporter=y", known), chosen());
  assert.equal(address(MODEL, chosen()), "");
});

test("another scale forgets classes, and clearing forgets all but the scale", () => {
  const choice = chosen((one) => {
    toggle(one, "regime", "row:1");
    toggle(one, "regime", "(undated)");
    classify(one, "weak");
  });
  assert.deepEqual([...choice.only.regime], ["(undated)"]);
  clear(choice);
  assert.deepEqual([choice.scale, choice.only.regime.size], ["weak", 0]);
});

test("a year again frees the years, and shift takes those in between", () => {
  const choice = chosen();
  pick(choice, 2015, false);
  pick(choice, 2012, true);
  assert.deepEqual([choice.from, choice.to, years(choice)], [2012, 2015, "2012 to 2015"]);
  pick(choice, 2015, false);
  pick(choice, 2015, false);
  assert.deepEqual([choice.from, choice.to, years(choice)], [null, null, ""]);
  assert.equal(years({ ...choice, to: 2010 }), "up to 2010");
});

test("ribbons are rows by exporter, technology and regime, and the second stage sums them", () => {
  const choice = chosen();
  const { nodes, ribbons } = flow(MODEL, choice, taken(MODEL, choice), CLOSED);
  const first = ribbons.filter((one) => one.source.startsWith("exporter"));
  const of = (/** @type {string} */ key) => first.filter((one) => one.ends.join(" ") === key);
  assert.deepEqual(
    of("exporter|country:CHN technology|tech:face").map(({ regime, value }) => [regime, value]),
    [
      ["row:1", 2],
      ["row:0", 1],
    ],
  );
  const sums = first.reduce((sum, one) => sum + one.value, 0);
  const rest = ribbons.filter((one) => one.source.startsWith("technology"));
  assert.equal(
    rest.reduce((sum, one) => sum + one.value, 0),
    sums,
  );
  const deals = Object.fromEntries(nodes.map((one) => [one.id, one.deals]));
  assert.equal(deals["exporter|country:CHN"], 3);
  assert.equal(deals["technology|(not paired)"], 1);
  assert.equal(nodes.at(-1)?.id, "regime|(undated)");
});

test("places of nodes lie inside the frame, in the order that was given", () => {
  const choice = chosen();
  const frame = { left: 100, right: 500, top: 20, low: 400, middle: 0.4, gap: 15 };
  const { nodes } = placed(flow(MODEL, choice, taken(MODEL, choice), CLOSED), frame);
  for (const one of nodes) {
    assert.ok(one.x0 >= 100 && one.x1 <= 500 && one.y0 >= 19.9 && one.y1 <= 400.1);
  }
  const bar = nodes.find((/** @type {any} */ one) => one.column === "technology");
  assert.equal(Math.round(bar.x0), 100 + 390 * 0.4);
  const column = nodes.filter((/** @type {any} */ one) => one.column === "exporter");
  const tops = column.map((/** @type {any} */ one) => one.y0);
  assert.deepEqual(
    tops,
    [...tops].sort((a, b) => a - b),
  );
});

test("the smaller ones stand together, and what is not known stands alone at the end", () => {
  const counts = new Map([
    ["a", 1],
    ["(not known)", 9],
    ["b", 5],
    ["c", 3],
    ["d", 1],
  ]);
  assert.deepEqual(grouped(counts, 2), { first: ["b", "c", "(not known)"], rest: ["a", "d"] });
  assert.deepEqual(grouped(counts, 3).rest, []);
});

test("a deal has the same area among the years and among the undated", () => {
  const size = widths(10, 20, 60, 1000);
  assert.ok(Math.abs(size.block / size.year - 3) < 1e-9);
  assert.equal(size.cut, false);
  assert.deepEqual(widths(10, 20, 0, 1000), { year: 100, block: 0, cut: false });
  assert.deepEqual(widths(10, 1, 500, 1000).cut, true);
  const found = counted(taken(MODEL, chosen()));
  assert.deepEqual([found.years[0], found.years.at(-1), found.years.length], [2015, 2030, 16]);
  assert.equal(found.totals.get("(undated)"), 1);
  assert.equal(found.cells.get("2016|row:0"), 1);
});

test("the map fills by the latest year that is chosen and known, and says what it lacks", () => {
  assert.equal(filled(MODEL, chosen()), 2016);
  assert.equal(
    filled(
      MODEL,
      chosen((one) => Object.assign(one, { to: 2015 })),
    ),
    2015,
  );
  assert.equal(
    filled(
      MODEL,
      chosen((one) => Object.assign(one, { to: 1990 })),
    ),
    null,
  );
  // A series that ends in a straggler does not leave the map to it alone.
  const ends = world();
  const years = { a: "111.", b: "11..", c: "11..", d: "11.." };
  Object.assign(ends.scales.get("row") ?? {}, { years });
  assert.equal(filled(ends, chosen()), 2015);
  const found = taken(MODEL, chosen());
  const { drawn, lost } = lines(MODEL, found);
  assert.deepEqual(
    drawn.map((one) => [one.exporter, one.importer, one.regime, one.deals]),
    [
      ["country:CHN", "country:KEN", "row:1", 1],
      ["country:CHN", "country:KEN", "row:0", 1],
      ["country:USA", "country:KEN", "row:0", 1],
    ],
  );
  assert.deepEqual(lost, { domestic: 0, noExporter: 1, noImporter: 1, noPlace: 3 });
  assert.deepEqual(dots(MODEL, chosen(), found), [
    {
      importer: "country:KEN",
      deals: 2,
      parts: [
        { regime: "row:0", deals: 1 },
        { regime: "row:1", deals: 1 },
      ],
    },
  ]);
});

test("a table is CSV in which nothing is a formula", () => {
  const choice = chosen((one) => toggle(one, "exporter", "country:USA"));
  const found = taken(MODEL, choice);
  const text = flowsCsv(MODEL, choice, table(MODEL, choice, found, found));
  assert.equal(text.split("\r\n")[1], "country:USA,USA,row:0,autocracy,1,1,100");
  assert.equal(csv(["a"], [["=1+1"], ['say "no"'], [-1]]), 'a\r\n\'=1+1\r\n"say ""no"""\r\n-1\r\n');
  const rows = dealsCsv(MODEL, found).split("\r\n");
  assert.equal(rows.length, 4);
  assert.match(rows[2], /^deal:3,,presence,country:CHN\|country:USA,country:SUN,\(undated\)/);
  assert.deepEqual([percent(null), percent(12.34)], ["–", "12.3 %"]);
});

test("things are called by their names, and a remainder by what it is", () => {
  const choice = chosen();
  assert.equal(called(MODEL, choice, "regime", "row:1"), "democracy");
  assert.equal(called(MODEL, choice, "technology", "(not paired)"), "not paired");
  assert.equal(called(MODEL, choice, "kind", "sale"), "sale reported");
  assert.deepEqual(
    [dyed("row:1"), dyed("in"), dyed("(undated)")],
    ["of-row-1", "of-in", "of-remainder"],
  );
  assert.deepEqual([some(1), some(1200, "year")], ["1 deal", "1,200 years"]);
  const said = rests(MODEL, choice, totals(taken(MODEL, choice), choice));
  assert.equal(said[0], "Importers are classified by Regimes, in the deal's year.");
  assert.match(said[2], /^2 deals with several exporters: each stands whole/);
});
