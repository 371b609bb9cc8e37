// A small invented world of deals, as graph/flows_data.py writes it.

import { model } from "../../src/flows/model.js";

/** @param {string} name */
const country = (name) => ({ id: `country:${name}`, name, place: [10, 10] });

/** @param {Record<string, unknown>} [change] */
export function data(change = {}) {
  return {
    deals: {
      id: ["0deal:1", "52", "53", "54", "55"],
      kind: [0, 0, 1, 0, 0],
      grade: [0, 0, 1, 0, 0],
      loose: [0, 0, 1, 0, 0],
      year: [2015, 2016, null, 2017, 2030],
      otherDate: [0, 1, 0, 0, 0],
      exporters: [[0], [0, 1], [0, 1], [], [2]],
      importers: [[2], [2, 3], [3], [3], []],
      technologies: [[0], [0, 1], [0, 1], [], [1]],
      vendors: [[0], [], [0], [], []],
      source: [[0], [0], [0, 1], [0], [1]],
      place: ["0row 1", "42", "43\np. 7", "44", "0p. 9"],
      url: ["https://example.org/1", "javascript:alert(1)", "", "", ""],
      says: ["", "", "=1+1", "", ""],
    },
    countries: [country("CHN"), country("USA"), country("KEN"), { id: "country:SUN", name: "SUN" }],
    onMap: { 404: ["country:KEN", "Kenya"] },
    technologies: [
      { id: "tech:face", name: "Faces", broader: "tech:bio", family: "of-bio" },
      { id: "tech:spy", name: "Spyware", broader: "", family: "of-spy" },
      { id: "tech:bio", name: "Biometrics", broader: "", family: "of-bio" },
    ],
    vendors: ["Lantern"],
    kinds: [
      { code: "sale", label: "sale reported", about: "", faint: false },
      { code: "presence", label: "presence", about: "", faint: true },
    ],
    grades: ["official record", "research"],
    sources: [
      { id: "gazette", title: "Gazette" },
      { id: "atlas", title: "Atlas" },
    ],
    scales: [
      {
        id: "row",
        label: "Regimes",
        group: "",
        about: "",
        classes: [
          ["row:0", "autocracy"],
          ["row:1", "democracy"],
        ],
        years: { "country:KEN": "110.", "country:SUN": ".01." },
      },
      {
        id: "weak",
        label: "Weak",
        group: "Regimes",
        about: "",
        classes: [
          ["in", "weak"],
          ["out", "not weak"],
        ],
        years: { "country:KEN": "0000" },
      },
    ],
    span: [2014, 2017],
    lag: 10,
    date: "start",
    opening: { scale: "row", lag: 0, abroad: false },
    ...change,
  };
}

export function world() {
  return model(data());
}
