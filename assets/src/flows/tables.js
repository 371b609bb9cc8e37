// The tables: flows by exporter and regime, and the deals themselves with their sources.

import { csv } from "../page/csv.js";
import { element } from "../page/dom.js";
import { NO_IMPORTER } from "./count.js";
import { called, dyed, figure, some } from "./words.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./choice.js").Choice} Choice */
/** @typedef {import("./count.js").Taken} Taken */
/** @typedef {import("./count.js").Line} Line */

export const PAGE = 25;

/**
 * Return the rows of the table of flows.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Line[]} lines
 */
export function flowRows(model, choice, lines) {
  return lines.map((line, at) => {
    const again = lines[at - 1]?.exporter === line.exporter;
    const name = called(model, choice, "exporter", line.exporter);
    return element(
      "tr",
      { className: again ? "" : "first" },
      element("th", { scope: "row", className: again ? "again" : "" }, name),
      element(
        "td",
        {},
        element("i", { className: `swatch ${dyed(line.regime)}` }),
        ` ${called(model, choice, "regime", line.regime)}`,
      ),
      number(figure(line.deals)),
      number(figure(line.of)),
      number(percent(line.share)),
    );
  });
}

/** @param {number | null} share */
export function percent(share) {
  return share === null ? "–" : `${share.toFixed(1)} %`;
}

/** @param {string} text */
function number(text) {
  return element("td", { className: "number" }, text);
}

/**
 * Return the flows as CSV, with the ids beside the names.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Line[]} lines
 */
export function flowsCsv(model, choice, lines) {
  const heading = ["exporter", "exporter_name", "regime", "regime_name", "deals", "of", "share"];
  const rows = lines.map((one) => [
    one.exporter,
    called(model, choice, "exporter", one.exporter),
    one.regime,
    called(model, choice, "regime", one.regime),
    one.deals,
    one.of,
    one.share ?? "",
  ]);
  return csv(heading, rows);
}

export const DEAL_COLUMNS = [
  "Year",
  "Kind of evidence",
  "Exporter",
  "Importer, regime then",
  "Technology",
  "Vendor",
  "Grade",
  "Source, and the place in it",
];

/**
 * Return a deal's row.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Taken} one
 */
export function dealRow(model, choice, one) {
  const { deal } = one;
  const kind = model.kinds.get(deal.kind);
  return element(
    "tr",
    {},
    element("td", {}, deal.year === null ? "undated" : String(deal.year)),
    element("td", { className: kind?.faint ? "faint" : "" }, kind?.label ?? deal.kind),
    element("td", {}, names(model, choice, "exporter", deal.exporters, "not known")),
    element("td", {}, ...importers(model, choice, one)),
    element("td", {}, names(model, choice, "technology", deal.technologies, "not stated")),
    element("td", {}, ...vendors(deal)),
    element("td", {}, model.data.grades[deal.grade]),
    element("td", {}, ...sources(model, deal)),
  );
}

/**
 * @param {Model} model
 * @param {Choice} choice
 * @param {import("./choice.js").Dimension} dimension
 * @param {string[]} values
 * @param {string} none
 */
function names(model, choice, dimension, values, none) {
  return values.map((one) => called(model, choice, dimension, one)).join(", ") || none;
}

/**
 * @param {Model} model
 * @param {Choice} choice
 * @param {Taken} one
 */
function importers(model, choice, { rows }) {
  const regimes = new Map(rows.map((row) => [row.importer, row.regime]));
  return [...regimes].flatMap(([importer, regime], at) => {
    const name =
      importer === NO_IMPORTER ? "not known" : called(model, choice, "importer", importer);
    const class_ = importer === NO_IMPORTER ? "" : `, ${called(model, choice, "regime", regime)}`;
    return [
      ...(at ? [element("br")] : []),
      element("i", { className: `swatch ${dyed(regime)}` }),
      ` ${name}${class_}`,
    ];
  });
}

/** @param {import("./model.js").Deal} deal */
function vendors({ vendors: all }) {
  if (!all.length) return ["not named"];
  return all.flatMap((one, at) => [...(at ? [", "] : []), element("bdi", {}, one)]);
}

/**
 * @param {Model} model
 * @param {import("./model.js").Deal} deal
 */
function sources(model, deal) {
  const found = deal.places.map(({ source, place }) =>
    element(
      "p",
      {},
      element("bdi", {}, place ? `${title(model, source)}: ${place}` : title(model, source)),
    ),
  );
  const says = deal.says
    ? [element("p", { className: "soft" }, element("bdi", {}, deal.says))]
    : [];
  const id = element("p", { className: "id" }, deal.id);
  if (!/^https?:\/\//.test(deal.url)) return [...found, ...says, id];
  const link = element("a", { href: deal.url, rel: "noopener noreferrer" }, "document");
  id.append(" · ", link);
  return [...found, ...says, id];
}

/**
 * @param {Model} model
 * @param {string} source
 */
function title(model, source) {
  const known = model.data.sources.find((/** @type {{id: string}} */ one) => one.id === source);
  return `${known?.title ?? source} [${source}]`;
}

/**
 * Return the deals as CSV: every one with its sources and the places in them.
 * @param {Model} model
 * @param {Taken[]} found
 */
export function dealsCsv(model, found) {
  const heading = ["id", "year", "kind", "exporters", "importers", "regimes", "technologies"];
  const rows = found.map(({ deal, rows: ends }) => [
    deal.id,
    deal.year === null ? "" : String(deal.year),
    deal.kind,
    deal.exporters.join("|"),
    deal.importers.join("|"),
    [...new Set(ends.map((row) => row.regime))].join("|"),
    deal.technologies.join("|"),
    deal.loose ? "possible" : "",
    deal.vendors.join("|"),
    model.data.grades[deal.grade],
    deal.places.map((one) => one.source).join("|"),
    deal.places.map((one) => one.place).join("|"),
    deal.url,
  ]);
  const rest = ["pairing", "vendors", "grade", "sources", "places", "url"];
  return csv([...heading, ...rest], rows);
}

/**
 * Fill the table of deals, so many from the first; return how many more there are.
 * @param {Model} model
 * @param {Choice} choice
 * @param {Taken[]} found
 * @param {HTMLElement} body
 * @param {number} most
 */
export function fillDeals(model, choice, found, body, most) {
  const order = [...found].sort((a, b) => (b.deal.year ?? 0) - (a.deal.year ?? 0));
  body.replaceChildren(...order.slice(0, most).map((one) => dealRow(model, choice, one)));
  return Math.max(0, order.length - most);
}

/**
 * @param {number} left
 */
export function moreText(left) {
  return `Show ${figure(Math.min(left, PAGE * 4))} more of ${some(left, "deal")} left`;
}
