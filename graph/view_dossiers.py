"""Write the dossiers of all things of some classes, and an index over them."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from panoptrade.graph import (
    dossier_facts,
    dossier_files,
    dossier_read,
    dossier_rules,
    drawing,
    page,
    palette,
    view_dossier,
)  # fmt: skip
from panoptrade.graph import dossier_words as words
from panoptrade.graph.dossier_read import many
from panoptrade.graph.dossier_sections import sections
from panoptrade.ontology import dates, layout, names, schema
from panoptrade.ontology import words as known_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from panoptrade.graph.dossier_read import Book
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

INDEX = "index.html"
REMEDY = "another folder with --all"
HEADS = ("name", "country or maker", "deals", "undated", "years", "restrictions", "in force")
NUMERIC = ("deals", "undated", "restrictions", "in force")


def view(graph: Workspace, path: str | Path, classes: Iterable[str] = ()) -> Path:
    """Write a page for each thing of the classes into a folder, the index last; return its path.

    Without classes: vendors, governments, products and programmes. Whatever else is in the folder
    stays. Raises UnknownWordError for a class that has no dossiers, WorkspaceError where the path
    is a file.
    """
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        msg = f"{folder}: a file; name a folder for the dossiers"
        raise layout.WorkspaceError(msg)
    known = words.layout()["classes"]
    wanted = [known_words.choose(_class(one, known), known, "class with dossiers")
              for one in classes] or words.layout()["all"]  # fmt: skip
    book = dossier_read.book(graph)
    rules = dossier_rules.rules(book)
    things = [one for one, row in book.rows.items() if row["cls"] in wanted]
    pages = {one: dossier_files.name(one) for one in things}
    for one in things:
        page.write(folder / pages[one], view_dossier.html(book, one, rules, pages), REMEDY)
    return page.write(folder / INDEX, index(book, pages, wanted), REMEDY)


def index(book: Book, pages: dict[str, str], wanted: Iterable[str]) -> str:
    """Return the page that lists dossiers by class and letter; `pages` gives their addresses."""
    groups = [(cls, sorted(_of(book, pages, cls), key=_order)) for cls in dict.fromkeys(wanted)]
    shown = [(cls, rows) for cls, rows in groups if rows]
    texts = {
        "jumps": "".join(
            f'<li><a href="#{cls}"><span class="swatch {palette.mark(cls)}"></span> '
            f"{_label(cls)} <b>{len(rows):,}</b></a></li>"
            for cls, rows in shown
        ),
        "groups": "".join(_group(cls, rows) for cls, rows in shown) or "<p>Nothing to list.</p>",
        "cite": dossier_facts.made(book),
    }
    return page.compose("dossiers", texts, title="Dossiers")


def _class(word: str, known: list[str]) -> str:
    return next((one for one in known if one.casefold() == word.casefold()), word)


def _of(book: Book, pages: dict[str, str], cls: str) -> Iterator[Row]:
    for one in pages:
        if book.rows[one]["cls"] == cls:
            yield _row(book, one, pages[one])


def _row(book: Book, thing: str, address: str) -> Row:
    found = sections(book, thing)
    several = [one for one in found if one.spec.get("yearly") and "through" not in one.spec]
    deals = list({row["id"]: row for one in several for row in one.rows}.values())
    limits = [row for one in found if one.spec["record"] == "Sanction" for row in one.rows]
    years = sorted(year for row in deals if (year := words.year(row)) is not None)
    key = names.key(book.name(thing))
    return {
        "key": (key, thing),
        "letter": key[:1].upper() if key[:1].isalpha() else "#",
        "name": f'<a href="{escape(address)}">{escape(book.name(thing))}</a>',
        "country or maker": ", ".join(escape(book.name(one)) for one in _whence(book, thing)),
        "deals": len(deals),
        "undated": len(deals) - len(years),
        "years": drawing.between(years[0], years[-1]) if years else "",
        "restrictions": len(limits),
        "in force": sum(_holds(row, book.day) for row in limits),
    }


def _holds(row: Row, day: str) -> bool:
    """Tell whether a restriction is not known to have ended by a day."""
    return not row["end"] or bool(day and dates.bounds(row["end"])[1] > day)


def _whence(book: Book, thing: str) -> list[str]:
    row = book.rows[thing]
    return next((many(row[one]) for one in words.layout()["whence"] if row.get(one)), [])


def _order(row: Row) -> tuple[bool, tuple[str, str]]:
    return row["letter"] == "#", row["key"]


def _group(cls: str, rows: list[Row]) -> str:
    letters = [(letter, list(some)) for letter, some in groupby(rows, lambda row: row["letter"])]
    jumps = "".join(f'<a href="#{_anchor(cls, letter)}">{letter}</a>' for letter, _ in letters)
    bodies = "".join(_letter(cls, letter, some) for letter, some in letters)
    head = "".join(f'<th scope="col"{_number(one)}>{one}</th>' for one in HEADS)
    label = _label(cls)
    return (
        f'<section id="{cls}"><h2><span class="swatch {palette.mark(cls)}"></span> {label} '
        f'<span class="count">{len(rows):,}</span></h2>'
        f'<nav class="letters" aria-label="{label}, by letter">{jumps}</nav>'
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}, list"><table>'
        f"<thead><tr>{head}</tr></thead>{bodies}</table></div></section>"
    )


def _label(cls: str) -> str:
    label = schema.get(cls).label
    return escape(label[:1].upper() + label[1:])


def _letter(cls: str, letter: str, rows: list[Row]) -> str:
    lines = "".join(
        "<tr>" + "".join(f"<td{_number(one)}>{_cell(row[one])}</td>" for one in HEADS) + "</tr>"
        for row in rows
    )
    head = f'<tr class="letter"><th colspan="{len(HEADS)}" scope="rowgroup">{letter}</th></tr>'
    return f'<tbody id="{_anchor(cls, letter)}">{head}{lines}</tbody>'


def _anchor(cls: str, letter: str) -> str:
    return f"{cls}-{'other' if letter == '#' else letter}"


def _number(head: str) -> str:
    return ' class="number"' if head in NUMERIC else ""


def _cell(value: str | int) -> str:
    return value if isinstance(value, str) else f"{value:,}" if value else ""
