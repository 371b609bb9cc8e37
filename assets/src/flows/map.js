// Draw the world: countries by the class of a year, deals as lines and dots by that of their own.

import { geoGraticule10, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import world from "world-atlas/countries-110m.json" with { type: "json" };
import { bent, pie, round, shape } from "../page/svg.js";
import { NO_EXPORTER, NO_IMPORTER, last, regimeOrder, tally } from "./count.js";
import { classOf } from "./model.js";
import { names } from "./named.js";
import { PARTS, WORLD, projection } from "./parts.js";
import { called, dyed, figure, some } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./count.js").Taken} Taken */

/** @type {any} */
const atlas = world;
const ANTARCTICA = "010";
/** @type {any[]} */
const LANDS = /** @type {any} */ (feature(atlas, atlas.objects.countries)).features.filter(
  (/** @type {any} */ one) => one.id !== ANTARCTICA,
);
const [SMALLEST, LARGEST] = [2.2, 15];

/**
 * Return the year whose classes fill the countries: the latest of the choice in which the scale
 * classifies half as many as it ever does, since a series may end in a few stragglers. Null where
 * there is none.
 * @param {Model} model
 * @param {Choice} choice
 */
export function filled(model, choice) {
  const scale = model.scales.get(choice.scale);
  const [first, last] = model.span;
  const known = Object.values(scale?.years ?? {});
  const many = Array.from(
    { length: last - first + 1 },
    (_, at) => known.filter((letters) => letters[at] !== ".").length,
  );
  const enough = Math.max(1, Math.max(...many) / 2);
  for (let year = Math.min(choice.to ?? last, last); year >= first; year -= 1) {
    if (many[year - first] >= enough) return year;
  }
  return null;
}

/**
 * Return the lines between two countries, the lightest first, and what cannot be drawn as one.
 * @param {Model} model
 * @param {Taken[]} found
 */
export function lines(model, found) {
  const place = (/** @type {string} */ one) => model.countries.get(one)?.place ?? null;
  const counts = tally(found, ({ rows }) =>
    rows
      .filter(
        ({ exporter, importer }) => exporter !== importer && place(exporter) && place(importer),
      )
      .map(({ exporter, importer, regime }) => `${exporter}|${importer}|${regime}`),
  );
  const drawn = [...counts].map(([key, deals]) => {
    const [exporter, importer, regime] = key.split("|");
    return { exporter, importer, regime, deals };
  });
  const lost = {
    domestic: many(found, (row) => row.exporter === row.importer && Boolean(place(row.importer))),
    noExporter: many(found, (row) => row.exporter === NO_EXPORTER),
    noImporter: many(found, (row) => row.importer === NO_IMPORTER),
    noPlace: many(found, (row) =>
      [row.exporter, row.importer].some((one) => !one.startsWith("(") && !place(one)),
    ),
  };
  // What is not known lies below, and a heavy line above a light one.
  drawn.sort((a, b) => last(b.regime, a.regime) || a.deals - b.deals);
  return { drawn, lost };
}

/**
 * @param {Taken[]} found
 * @param {(row: import("./count.js").Row) => boolean} is
 */
function many(found, is) {
  return found.filter(({ rows }) => rows.some(is)).length;
}

/**
 * Return each importer that has a place with its deals by regime, the greatest first.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Taken[]} found
 */
export function dots(model, choice, found) {
  const order = regimeOrder(model, choice);
  const sums = tally(found, ({ rows }) => rows.map((row) => row.importer));
  const cells = tally(found, ({ rows }) => rows.map((row) => `${row.importer}|${row.regime}`));
  return [...sums]
    .filter(([importer]) => model.countries.get(importer)?.place)
    .map(([importer, deals]) => ({
      importer,
      deals,
      parts: order
        .map((regime) => ({ regime, deals: cells.get(`${importer}|${regime}`) ?? 0 }))
        .filter((one) => one.deals),
    }))
    .sort((a, b) => b.deals - a.deals || (a.importer < b.importer ? -1 : 1));
}

/**
 * Return the picture of the part of the world that is chosen, and how many deals it lacks and why.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Taken[]} found
 * @param {number} width
 */
export function drawn(model, choice, found, width) {
  const whole = choice.part === WORLD;
  const height = round(width * (whole ? 0.46 : 0.62));
  const project = projection(choice.part, { type: "FeatureCollection", features: LANDS }, [
    width,
    height,
  ]);
  const outline = geoPath(project).digits(1);
  const year = filled(model, choice);
  const spots = dots(model, choice, found);
  const room = Math.min(1, width / 760);
  const inside = (/** @type {string} */ id) => {
    const [x, y] = at(model, id, project);
    return whole || (x >= 0 && x <= width && y >= 0 && y <= height);
  };
  const shown = spots.filter((one) => inside(one.importer));
  const { drawn: every, lost } = lines(model, found);
  const ties = every.filter((one) => inside(one.exporter) || inside(one.importer));
  const named = (whole ? [] : shown).map((one) => {
    const [x, y] = at(model, one.importer, project);
    const name = called(model, choice, "importer", one.importer);
    return { x, y, radius: radiusOf(one.deals, room), name };
  });
  /** @type {Record<string, string>} */
  const note = whole ? {} : { "data-note": `${cutTo(choice.part)}.` };
  const picture = shape(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "group",
      "aria-label": LABEL,
      ...note,
    },
    shape("path", { class: "grid", d: outline(geoGraticule10()) ?? "" }),
    shape(
      "g",
      { class: "lands" },
      ...LANDS.map((land) => country(model, choice, land, outline(land) ?? "", { year, spots })),
    ),
    shape("g", { class: "lines" }, ...ties.map((one) => line(model, choice, one, project, room))),
    shape("g", { class: "dots" }, ...shown.map((one) => dot(model, choice, one, project, room))),
    shape("g", { class: "places" }, ...names(named, [width, height])),
  );
  const placed = (/** @type {string} */ id) => Boolean(model.countries.get(id)?.place);
  const elsewhere = found.filter(({ rows }) => {
    const went = rows.map((row) => row.importer).filter(placed);
    return went.length > 0 && !went.some(inside);
  }).length;
  return { picture, lost: { ...lost, elsewhere } };
}

const LABEL =
  "Map of the importers, each a dot. Arrow keys go from the one with the most deals to the next, Enter chooses it.";

/**
 * @param {Model} model
 * @param {Choice} choice
 * @param {any} land
 * @param {string} d
 * @param {{year: number | null, spots: {importer: string, deals: number}[]}} with
 */
function country(model, choice, land, d, { year, spots }) {
  const [id, name] = model.data.onMap[land.id ?? land.properties.name] ?? [
    "",
    land.properties.name,
  ];
  const scale = model.scales.get(choice.scale);
  const regime = scale && year !== null && id ? classOf(model, scale, id, year) : null;
  const deals = spots.find((one) => one.importer === id)?.deals ?? 0;
  const said = regime ? called(model, choice, "regime", regime) : "not classified";
  /** @type {Record<string, string>} */
  const rest = deals ? { "data-key": `importer|${id}` } : {};
  return shape("path", {
    class: regime ? `land ${dyed(regime)}` : "land",
    d,
    "data-tip": `${name}: ${year === null ? said : `${said} in ${year}`}; ${some(deals)}`,
    "data-country": id,
    ...rest,
  });
}

/**
 * @param {Model} model
 * @param {Choice} choice
 * @param {{exporter: string, importer: string, regime: string, deals: number}} one
 * @param {import("d3-geo").GeoProjection} project
 * @param {number} room
 */
function line(model, choice, one, project, room) {
  const [from, to] = [one.exporter, one.importer].map((id) => at(model, id, project));
  // The lines of one pair lie side by side: a deal of each regime on its own.
  const bend = 0.16 + 0.035 * regimeOrder(model, choice).indexOf(one.regime);
  const names = [one.exporter, one.importer].map((id) => called(model, choice, "importer", id));
  return shape("path", {
    class: `line ${dyed(one.regime)}`,
    d: bent(from, to, bend),
    "stroke-width": round(Math.min(9, (0.5 + 0.85 * Math.sqrt(one.deals)) * Math.max(room, 0.6))),
    "data-tip": `${names.join(" → ")}: ${some(one.deals)}, ${called(model, choice, "regime", one.regime)}`,
    "data-deals": one.deals,
  });
}

/**
 * @param {Model} model
 * @param {string} country
 * @param {import("d3-geo").GeoProjection} project
 * @returns {[number, number]}
 */
function at(model, country, project) {
  const place = /** @type {[number, number]} */ (model.countries.get(country)?.place);
  return project(place) ?? [0, 0];
}

/**
 * @param {Model} model
 * @param {Choice} choice
 * @param {{importer: string, deals: number, parts: {regime: string, deals: number}[]}} one
 * @param {import("d3-geo").GeoProjection} project
 * @param {number} room
 */
function dot(model, choice, one, project, room) {
  const [x, y] = at(model, one.importer, project);
  const radius = radiusOf(one.deals, room);
  const sizes = pie(
    one.parts.map((part) => part.deals),
    radius,
  );
  const said = one.parts
    .map((part) => `${called(model, choice, "regime", part.regime)} ${figure(part.deals)}`)
    .join(", ");
  const text = `${called(model, choice, "importer", one.importer)}: ${some(one.deals)} (${said})`;
  return shape(
    "g",
    {
      class: "dot",
      transform: `translate(${round(x)},${round(y)})`,
      role: "button",
      tabindex: -1,
      "data-key": `importer|${one.importer}`,
      "data-deals": one.deals,
      "data-tip": text,
      "aria-label": text,
    },
    shape("circle", { class: "halo", r: round(radius + 1) }),
    ...sizes.map((d, n) => shape("path", { class: dyed(one.parts[n].regime), d })),
  );
}

/**
 * @param {number} deals
 * @param {number} room
 */
function radiusOf(deals, room) {
  return Math.min(LARGEST, SMALLEST + 1.25 * Math.sqrt(deals)) * Math.max(room, 0.55);
}

/**
 * Return what the map does not show, in words; nothing where it shows all.
 * @param {Choice} choice
 * @param {ReturnType<typeof drawn>["lost"]} lost
 */
export function missing(choice, { domestic, noExporter, noImporter, noPlace, elsewhere }) {
  const parts = [
    domestic && `${figure(domestic)} inside one country`,
    noExporter && `${figure(noExporter)} of an exporter not known`,
    noImporter && `${figure(noImporter)} of an importer not known`,
    noPlace && `${figure(noPlace)} of a place that the map does not have`,
  ].filter(Boolean);
  const without = parts.length ? `Deals without a line: ${parts.join(", ")}.` : "";
  if (choice.part === WORLD) return without;
  return `${cutTo(choice.part)}: ${some(elsewhere)} went elsewhere. ${without}`;
}

/** @param {string} part */
function cutTo(part) {
  return `The map is cut to a part, ${PARTS.get(part)?.name}, and what lies beside it`;
}
