"""Write the sections of a dossier as tables: a row a record, with its source."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

from panoptrade.graph import dossier_sections, drawing
from panoptrade.graph import dossier_words as words
from panoptrade.graph.dossier_read import many
from panoptrade.ontology import values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from panoptrade.graph.dossier_sections import Section
    from panoptrade.graph.dossier_words import Desk

    Row = dict[str, Any]
    Cell = Callable[[Desk, Row], str]

MOST = 20


def section(desk: Desk, one: Section) -> str:
    """Return a section: heading with its number, what is to be said of it, summary, table."""
    return (
        f'<section id="{one.key}"><h2>{escape(one.heading)} '
        f'<span class="count">{len(one.rows):,}</span></h2>'
        f"{_said(desk, one)}{_tally(desk, one)}{_table(desk, one)}</section>"
    )


def table(heads: Sequence[str], bodies: Sequence[str], about: str, cls: str = "") -> str:
    """Return a table that scrolls by itself; `heads` and `bodies` are HTML."""
    head = "".join(f'<th scope="col"{_right(one)}>{one}</th>' for one in heads)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(about)}">'
        f'<table class="{cls}"><thead><tr>{head}</tr></thead>{"".join(bodies)}</table></div>'
    )


def _table(desk: Desk, one: Section) -> str:
    late = one.undated()
    # What has no date by its nature, as a vendor, is not called undated.
    apart = bool(late and (len(late) < len(one.rows) or one.spec.get("yearly")))
    title = f"Undated <span>{len(late):,}</span>" if apart else ""
    names = [name for name in one.spec["columns"] if _told(desk, one, name)]
    heads = [COLUMNS[name][0] if name in COLUMNS else words.label(name) for name in names]
    known = [row for row in one.rows if one.dated(row)]
    bodies = [_body(desk, names, known, ""), _body(desk, names, late, title)]
    return table(heads, bodies, one.heading, f"is-{one.key}")


def _told(desk: Desk, one: Section, name: str) -> bool:
    """Tell whether a column says anything: that a thing is the maker of its products does not."""
    if name in COLUMNS:
        return True
    return any(many(row.get(name)) not in ([], [desk.thing]) for row in one.rows)


def _body(desk: Desk, names: Sequence[str], rows: list[Row], title: str) -> str:
    if not rows:
        return ""
    head = f'<tr class="apart"><th colspan="{len(names)}" scope="rowgroup">{title}</th></tr>'
    lines = [
        "<tr>" + "".join(f"<td{_of(one)}>{_cell(desk, row, one)}</td>" for one in names) + "</tr>"
        for row in rows
    ]
    return f"<tbody>{head if title else ''}{''.join(lines)}</tbody>"


def _right(head: str) -> str:
    return ' class="number"' if head == "deals" else ""


def _of(name: str) -> str:
    name = {"sold": "number"}.get(name, name)
    return f' class="{name}"' if name in {*COLUMNS, "number"} else ""


def _cell(desk: Desk, row: Row, name: str) -> str:
    if name in COLUMNS:
        return COLUMNS[name][1](desk, row)
    one = words.known(row["cls"]).get(name)
    if one is None or row.get(name) is None:
        return ""
    return desk.ref(row["id"]) if name == "name" else words.value(desk, one, row[name])


def _said(desk: Desk, one: Section) -> str:
    said = []
    if one.spec.get("yearly"):
        said.append(dossier_sections.counted(one.rows))
    if one.spec.get("weighed"):
        parties = {row[one.spec["other"]] for row in one.rows}
        classes = Counter(desk.book.rows.get(party, {}).get("cls", "") for party in parties)
        selling = sum(bool(_deals(desk, party)) for party in parties)
        said.append(
            f"{len(one.rows)} restrictions of {len(parties)} parties in this graph, which need not "
            f"hold all of the list: {classes['Vendor']} are vendors, {selling} of them with deals"
        )
    return f'<p class="said">{escape(". ".join(said))}.</p>' if said else ""


def _deals(desk: Desk, one: str) -> list[Row]:
    return desk.book.tied(one, "Deal", ["seller"])


def _tally(desk: Desk, one: Section) -> str:
    """Return the counterparts of deals: how many, of which kinds, in which years."""
    met: dict[str, dict[str, Row]] = {}
    roles = one.spec.get("tally", {})
    starts = many(desk.book.rows[desk.thing].get(one.spec.get("through", ""))) or [desk.thing]
    for row in one.rows:
        taken = [other for role, other in roles.items() if set(starts) & set(many(row.get(role)))]
        for party in dict.fromkeys(each for other in taken for each in many(row.get(other))):
            met.setdefault(party, {})[row["id"]] = row
    if len(met) < 2:
        return ""
    order = sorted(met, key=lambda party: (-len(met[party]), desk.book.name(party).casefold()))
    lines = "".join(_counterpart(desk, party, list(met[party].values())) for party in order[:MOST])
    rest = f" The {MOST} with the most of {len(order):,}." if len(order) > MOST else ""
    note = f'<p class="said">A deal that names several counts for each of them.{rest}</p>'
    heads = ("with", "deals", "of which kind", "years")
    return (
        table(heads, [f"<tbody>{lines}</tbody>"], f"{one.heading} by counterpart", "tally") + note
    )


def _counterpart(desk: Desk, party: str, rows: list[Row]) -> str:
    kinds = Counter(_kind(row) for row in rows)
    said = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    years = sorted(year for row in rows if (year := words.year(row)) is not None)
    undated = len(rows) - len(years)
    parts = [drawing.between(years[0], years[-1])] if years else []
    parts += [f"{undated} undated"] if undated else []
    return (
        f'<tr><td>{desk.ref(party)}</td><td class="number">{len(rows)}</td>'
        f"<td>{escape(said)}</td><td>{', '.join(parts)}</td></tr>"
    )


def _kind(row: Row) -> str:
    status = "" if row["status"] in (None, "reported") else f":{row['status']}"
    return drawing.kind(row["kind"] + status)


def _deal(desk: Desk, row: Row) -> str:
    del desk
    unpaired = "<small>not paired</small>" if row["pairing"] == "possible" else ""
    return escape(_kind(row)) + unpaired


def _parties(desk: Desk, row: Row) -> str:
    lines = []
    for role, word in words.layout()["parts"].items():
        others = [one for one in many(row[role]) if one != desk.thing]
        said = "also" if len(others) < len(many(row[role])) else word
        if others:
            said = f'<span class="part">{said}</span> {desk.refs(others)}'
            lines.append(f"<div>{said}</div>")
    return "".join(lines) + words.notes(row)


def _goods(desk: Desk, row: Row) -> str:
    named = [desk.refs(row[name]) for name in ("product", "technology") if row[name]]
    value = words.money(row, "value")
    return "".join(f"<div>{one}</div>" for one in [*named, value] if one)


def _holding(desk: Desk, row: Row) -> str:
    del desk
    kind, share = words.term("ownership-kind", row["kind"]), words.share(row)
    said = [kind] if share == kind else [kind, share]
    paid = words.money(row, "amount")
    scope = f" ({words.term('amount-scope', row['amount_scope'])})" if row["amount_scope"] else ""
    said += [f"round: {values.text(row['round'])}"] if row["round"] else []
    text = escape(" · ".join(one for one in said if one))
    return text + (f"<br>{paid}{escape(scope)}" if paid else "") + words.notes(row)


def _supplied(desk: Desk, row: Row) -> str:
    component = ", ".join(values.text(one) for one in row["component"] or [])
    said = [escape(words.term("supply-kind", row["kind"])), desk.refs(row["technology"] or [])]
    return " · ".join(one for one in [*said, escape(component)] if one) + words.notes(row)


def _scope(desk: Desk, row: Row) -> str:
    programme = desk.book.rows.get(row.get("programme") or row["id"], {})
    return escape(words.term("restriction-scope", programme["scope"])) if programme else ""


def _citation(desk: Desk, row: Row) -> str:
    said = "; ".join(values.text(one) for one in row["citation"] or [])
    number = f"no. {values.text(row['list_id'])}" if row["list_id"] else ""
    named = "; ".join(values.text(one) for one in row["listed_name"] or [])
    listed = f"<small>listed as {escape(named)}</small>" if named else ""
    del desk
    return escape("; ".join(one for one in (said, number) if one)) + listed + words.notes(row)


def _sold(desk: Desk, row: Row) -> str:
    return str(len(_deals(desk, row.get("target") or row["id"])) or "")


# Cells that are put together of several properties; any other column is a property of the row.
COLUMNS: dict[str, tuple[str, Cell]] = {
    "year": ("year", lambda _, row: words.happened(row)),
    "when": ("when", lambda _, row: escape(words.when(row))),
    "deal": ("kind", _deal),
    "parties": ("parties", _parties),
    "goods": ("what", _goods),
    "holding": ("holding", _holding),
    "supplied": ("what", _supplied),
    "scope": ("scope", _scope),
    "citation": ("citation", _citation),
    "sold": ("deals", _sold),
    "evidence": ("evidence", words.evidence),
}
