// A small invented world: two vendors, two countries, an owner; deals with and without years.

import { model } from "../../src/explorer/model.js";

/** @returns {import("../../src/explorer/model.js").Columns} */
export function data() {
  return {
    palette: {
      surface: {
        ink: ["#111111", "#eeeeee"],
        soft: ["#555555", "#aaaaaa"],
        ground: ["#ffffff", "#000000"],
        halo: ["#fefefe", "#222222"],
      },
      class: {
        Country: ["#aa8800", "#ffcc44"],
        Vendor: ["#0066aa", "#44aaee"],
        other: ["#777777", "#999999"],
      },
      record: { Deal: ["#556677", "#aabbcc"], other: ["#777777", "#999999"] },
    },
    verbs: { Deal: "named with", Ownership: "owns", "Ownership:Country": "has" },
    off: [],
    classes: [
      ["Country", "country"],
      ["Vendor", "vendor"],
      ["Organization", "organization"],
    ],
    nodes: {
      id: ["country:KEN", "country:UGA", "org:acme", "org:granite", "org:owl"],
      name: ["Kenya", "Uganda", "Acmé Lantern", "Granite", "Cobalt Owl"],
      cls: [0, 0, 1, 2, 1],
      alias: { 2: ["ALW", "مراقبة"] },
      country: ["Kenya", "Uganda", "China", "United States", "Israel"],
    },
    x: [0, 10, 5, 5, 20],
    y: [0, 0, 10, 20, 10],
    size: [5, 5, 6, 4, 4],
    first: null,
    records: {
      id: ["deal:a", "deal:b", "deal:c", "ownership:g"],
      kind: [0, 1, 1, 2],
      first: [2015, null, 2018, 2014],
      last: [2015, null, 2018, null],
      grade: [0, 2, 3, 0],
      source: [0, [0, 1], 1, 0],
      place: ["row 1", "row 2\np. 3", "row 9", "row 4"],
      tech: [1, 0, 2, 0],
      url: ["https://example.org/a", "javascript:alert(1)", "", ""],
      says: ["buyer: somebody", "", "", "25 %"],
    },
    links: { s: [2, 2, 4, 3], t: [0, 1, 1, 2], r: [0, 1, 2, 3], g: [1, 3, 2, 0] },
    kinds: [
      {
        cls: "Deal",
        group: "deal",
        code: "contract",
        label: "contract",
        faint: false,
        since: "since",
      },
      {
        cls: "Deal",
        group: "deal",
        code: "presence",
        label: "presence",
        faint: true,
        since: "since",
      },
      {
        cls: "Ownership",
        group: "owns",
        code: "equity",
        label: "equity",
        faint: false,
        since: "since",
      },
    ],
    grades: ["official record", "filing", "research", "press"],
    sources: [
      { id: "gazette", title: "The Gazette", url: "" },
      { id: "atlas", title: "The Atlas", url: "" },
    ],
    techsets: [[], [1], [2]],
    regimeCodes: ["", "row:1", "row:2", "undated"],
    regimes: {
      index: "RoW",
      names: { "row:1": "electoral autocracy", "row:2": "electoral democracy", undated: "undated" },
    },
    technologies: [
      { id: "tech:vision", name: "vision", broader: "" },
      { id: "tech:face", name: "facial recognition", broader: "tech:vision" },
      { id: "tech:spy", name: "spyware", broader: "" },
    ],
    about: null,
  };
}

export const world = () => model(data());
