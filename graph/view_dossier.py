"""Write a static page about one thing: who it is, its time, its deals, and who says so."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from panoptrade.graph import dossier_facts as facts
from panoptrade.graph import dossier_read, dossier_rules, dossier_tables, explain, page, palette
from panoptrade.graph import dossier_words as words
from panoptrade.graph.dossier_drawing import timeline
from panoptrade.graph.dossier_sections import sections
from panoptrade.graph.find import find
from panoptrade.ontology import schema, values
from panoptrade.ontology.words import UnknownWordError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from panoptrade.graph.dossier_read import Book
    from panoptrade.graph.dossier_rules import Rules
    from panoptrade.graph.dossier_sections import Section
    from panoptrade.graph.workspace import Workspace

NOTES = (
    "A presence or a detection says that a technology was found, not that somebody sold it.",
    "What is undated is never given a year; “known 2017” says when it was disclosed.",
    "What is not here is not known to these sources; that is no evidence that it is not so.",
)


def view(graph: Workspace, path: str | Path, about: str) -> Path:
    """Write the dossier of a thing, given by its id, a name or an alias.

    Raises UnknownWordError when nothing, or something that has no dossier, is meant.
    """
    found = find(graph, about)
    if found.cls not in words.layout()["classes"]:
        known = ", ".join(words.layout()["classes"])
        msg = f"{about!r} means {found.id}, a {found.cls}; a dossier is of a {known}"
        raise UnknownWordError(msg)
    book = dossier_read.book(graph)
    return page.write(path, html(book, found.id, dossier_rules.rules(book)))


def html(
    book: Book, thing: str, rules: Rules | None, pages: Mapping[str, str] | None = None
) -> str:
    """Return the page; `pages` gives the relative address of what has a page beside it."""
    desk = words.Desk(book, thing, pages or {})
    row, found = book.rows[thing], sections(book, thing)
    said = explain.statements(book.said.get(thing, []), row)
    known = facts.facts(desk, said)
    parts = [facts.regimes(book, thing)] + [dossier_tables.section(desk, one) for one in found]
    parts += [dossier_rules.section(book, rules, thing), facts.disagreements(desk, found, said)]
    drawn = timeline(book, thing, found)
    texts = {
        "name": escape(book.name(thing)),
        "id": escape(values.text(thing)),
        "label": escape(schema.get(row["cls"]).label),
        "mark": palette.mark(row["cls"]),
        "back": '<a href="index.html">All dossiers</a>' if pages else "",
        "stats": _stats(found),
        "facts": known,
        "timeline": _time(drawn),
        "sections": "\n".join(part for part in parts if part) or _nothing(),
        "documents": _documents(desk),
        "sources": facts.sources(book, thing, found),
        "notes": page.items(NOTES),
        "cite": facts.cite(book, thing),
    }
    return page.compose("dossier", texts, title=f"{book.name(thing)}: dossier")


def _stats(found: Sequence[Section]) -> str:
    return "".join(
        f'<li><a href="#{one.key}">{escape(one.heading)} <b>{len(one.rows):,}</b></a></li>'
        for one in found
    )


def _time(drawn: str) -> str:
    if not drawn:
        return ""
    return (
        '<section id="time"><h2>On a timeline</h2><div class="scroll drawing" tabindex="0" '
        f'role="region" aria-label="Timeline">{drawn}</div>{_legend(drawn)}</section>'
    )


def _legend(drawn: str) -> str:
    """Return what explains the marks that the drawing has."""
    used = {word for words in re.findall(r'class="([^"]*)"', drawn) for word in words.split()}
    lines = page.read("dossier.legend.html").splitlines()
    kept = [line for line in lines if set(re.findall(r'data-of="(\w+)"', line)) & used]
    return f'<ul class="legend">{"".join(kept)}</ul>' if kept else ""


def _nothing() -> str:
    return '<p class="said nothing">No record in this graph refers to it.</p>'


def _documents(desk: words.Desk) -> str:
    if not desk.cited:
        return ""
    lines = "".join(f"<li>{page.link(values.text(url), url)}</li>" for url in desk.cited)
    return (
        '<section id="documents"><h2>Documents that the sources cite</h2>'
        f'<ol class="documents">{lines}</ol></section>'
    )
