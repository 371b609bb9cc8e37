"""Write who a thing is, what its sources disagree on, and how its page is cited."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any

from panoptrade.graph import dossier_sections, dossier_tables, drawing, explain, page, palette
from panoptrade.graph import dossier_words as words
from panoptrade.ontology import tables, values

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from panoptrade.graph.dossier_read import Book
    from panoptrade.graph.dossier_sections import Section
    from panoptrade.graph.dossier_words import Desk
    from panoptrade.ontology.schema import Property

    Row = dict[str, Any]

# Places in one source that are named before the rest is counted.
FEW = 3
# What the heading has, or the timeline's own lines.
ELSEWHERE = ("name", "alias", "note")


def facts(desk: Desk, said: Sequence[Row]) -> str:
    """Return what is known of a thing itself, a line a property, with the sources that say it."""
    row = desk.book.rows[desk.thing]
    lines = []
    for name, one in words.known(row["cls"]).items():
        if name not in ELSEWHERE and row.get(name) not in (None, []):
            lines.append(_fact(one, words.label(name), words.value(desk, one, row[name]), said))
    lines += [_names(row, said)] if row.get("alias") else []
    if row.get("note"):
        remarks = escape("; ".join(values.text(one) for one in row["note"]))
        lines.append(_fact(words.known(row["cls"])["note"], "remarks", remarks, said))
    about = f"{words.term('grade', row['grade'])} · {_places(desk.book, desk.thing)}"
    lines.append(f'<dt>evidence</dt><dd class="places">{escape(about)}</dd>')
    return f'<dl class="facts">{"".join(lines)}</dl>'


def _places(book: Book, thing: str) -> str:
    """Write where the sources describe a thing: of each the first places, and how many more."""
    found: dict[str, dict[str, None]] = {}
    for row in book.said.get(thing, []):
        found.setdefault(row["source"], {})[values.text(row["locator"] or "")] = None
    said = []
    for source, places in sorted(found.items()):
        rest = f" and {len(places) - FEW:,} more places" if len(places) > FEW else ""
        said.append(f"{source}: {', '.join(list(places)[:FEW])}{rest}")
    return "; ".join(said) or ", ".join(book.rows[thing]["sources"])


def disagreements(desk: Desk, found: Iterable[Section], said: Sequence[Row]) -> str:
    """Return where sources differ on a single value, of the thing and of its records."""
    book = desk.book
    rows = [("", one) for one in said if one["disagrees"]]
    for row in {row["id"]: row for one in found for row in one.rows}.values():
        if len(book.said.get(row["id"], [])) > 1:
            told = explain.statements(book.said[row["id"]], row)
            rows += [(row["id"], one) for one in told if one["disagrees"]]
    if not rows:
        return ""
    lines = "".join(_differing(book, *key, list(some)) for key, some in groupby(rows, _which))
    shown = dossier_tables.table(
        ("of", "property", "value", "in the graph", "said by"),
        [f"<tbody>{lines}</tbody>"], "What sources disagree on", "differs",
    )  # fmt: skip
    return (
        '<section id="disagreements"><h2>What sources disagree on</h2><p class="said">The graph '
        "takes the value of the better grade, then of the later date; the others stay on record."
        f"</p>{shown}</section>"
    )


def regimes(book: Book, thing: str) -> str:
    """Return the regimes of a state over the years, a line an index, in words."""
    rows = dossier_sections.classified(book, thing)
    lines = []
    for index, term in tables.terms("regime-index").items():
        mine = [one for one in rows if one["regime"].partition(":")[0] == index]
        if mine:
            said = "".join(_run(book, *run) for run in _runs(mine))
            lines.append(f'<tr><td>{escape(term["label"])}</td><td class="runs">{said}</td></tr>')
    if not lines:
        return ""
    shown = dossier_tables.table(
        ("index", "class in the years"), [f"<tbody>{''.join(lines)}</tbody>"], "Regimes", "regimes"
    )
    return f'<section id="regimes"><h2>Regimes over the years</h2>{shown}</section>'


def cite(book: Book, thing: str) -> str:
    """Return how the page is cited: thing, program, graph and date; no time of writing."""
    return f"{escape(f'“{book.name(thing)}” ({values.text(thing)}).')} {made(book)}"


def made(book: Book) -> str:
    """Return of which program and graph a page is made: version, hash, day of the sources."""
    day = f"; sources as of {book.day}" if book.day else ""
    return escape(
        f"Dossier made with panoptrade {page.release()} from the graph whose "
        f"graph/manifest.json has the SHA-256 {book.digest}{day}."
    )


def sources(book: Book, thing: str, found: Iterable[Section]) -> str:
    """Return the sources that the page rests on, with publisher and licence."""
    rows = [book.rows[thing], *(row for one in found for row in one.rows)]
    rows += dossier_sections.classified(book, thing)
    used = {name for row in rows for name in row["sources"]}
    metas = book.graph.sources()
    return page.sources((name, metas.get(name) or _own(book, name)) for name in sorted(used))


def _own(book: Book, name: str) -> Row:
    """Return what the graph itself says of a source that nobody loaded: the tables that ship."""
    one = f"source:{name}"
    return {"title": book.name(one), "licence": book.rows.get(one, {}).get("licence")}


def _fact(one: Property, label: str, value: str, said: Sequence[Row]) -> str:
    mine = [row for row in said if row["property"] == one.name]
    by = ", ".join(dict.fromkeys(row["source"] for row in mine))
    differs = any(row["disagrees"] for row in mine)
    flag = ' <a class="flag" href="#disagreements">sources disagree</a>' if differs else ""
    return (
        f'<dt title="{escape(one.description)}">{escape(label)}</dt>'
        f"<dd>{value}{flag} <small>{escape(by)}</small></dd>"
    )


def _names(row: Row, said: Sequence[Row]) -> str:
    given = list(dict.fromkeys(text for one in row["alias"] if (text := values.text(one))))
    shown = " ".join(f"<span>{escape(one)}</span>" for one in given)
    one = words.known(row["cls"])["alias"]
    return _fact(one, f"other names ({len(given)})", f'<span class="names">{shown}</span>', said)


def _which(pair: tuple[str, Row]) -> tuple[str, str, str]:
    thing, one = pair
    return thing, one["property"], one["value"]


def _differing(book: Book, thing: str, name: str, value: str, some: list[Any]) -> str:
    rows = [one for _, one in some]
    places = "; ".join(
        f"{one['source']}: {values.text(one['locator'] or '')} "
        f"({words.term('grade', one['grade'])})"
        for one in rows
    )
    chosen = "chosen" if rows[0]["chosen"] else "not chosen"
    shown = book.name(value) if value in book.rows else values.text(value)
    of = f"<code>{escape(thing)}</code>" if thing else "itself"
    return (
        f"<tr><td>{of}</td><td>{escape(words.label(name))}</td><td>{escape(shown)}</td>"
        f'<td class="{chosen.split()[0]}">{chosen}</td><td>{escape(places)}</td></tr>'
    )


def _runs(rows: list[Row]) -> Iterator[tuple[str, int, int]]:
    """Yield a class and the first and last of consecutive years in it."""
    run: tuple[str, int, int] | None = None
    for row in rows:
        if run and run[0] == row["regime"] and row["year"] <= run[2] + 1:
            run = (run[0], run[1], row["year"])
            continue
        if run:
            yield run
        run = (row["regime"], row["year"], row["year"])
    if run:
        yield run


def _run(book: Book, regime: str, first: int, last: int) -> str:
    return (
        f'<span><i class="swatch {palette.mark(regime)}"></i> '
        f"{drawing.between(first, last)} {escape(book.name(regime))}</span>"
    )
