"""Write closed lists, technologies, regime classes and definitions as SKOS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.ontology import iris, tables
from panoptrade.ontology.writer import address, block, english, literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from panoptrade.ontology.writer import Pair

NOTATIONS = {"eccn": "ECCN", "eu_dual_use": "EUDualUse", "wassenaar": "Wassenaar", "hs": "HS"}
SCORES = {"score_below": "below", "score_min": "lowest", "score_max": "highest"}


def blocks() -> Iterator[str]:
    """Yield concept schemes and what is in them."""
    yield from _terms()
    yield from _technologies()
    yield from _regimes()
    yield from _definitions()


def _terms() -> Iterator[str]:
    for of in dict.fromkeys(row["list"] for row in tables.rows("terms")):
        yield _scheme(of, of.replace("-", " "))
        for code, row in tables.terms(of).items():
            yield block(
                _named("term", f"{of}:{code}"),
                ("a", ["skos:Concept"]),
                *_labels(row["label"], code, row["description"]),
                *_within(of, top=True),
            )


def _technologies() -> Iterator[str]:
    yield _scheme("technology", "surveillance technologies")
    rows = tables.rows("technologies")
    for row in rows:
        narrower = [one["code"] for one in rows if one["broader"] == row["code"]]
        broader = [row["broader"]] if row["broader"] else []
        yield block(
            _named("id", f"tech:{row['code']}"),
            ("a", ["pt:Technology", "skos:Concept"]),
            *_labels(row["name"], row["code"], row["definition"]),
            ("skos:notation", _notations(row)),
            ("skos:broader", [_named("id", f"tech:{code}") for code in broader]),
            ("skos:narrower", [_named("id", f"tech:{code}") for code in narrower]),
            *_within("technology", top=not broader),
            ("rdfs:seeAlso", _addresses(row["source"])),
        )


def _regimes() -> Iterator[str]:
    # The scheme of an index is the index itself; the closed list of indices has its own.
    for index, listed in tables.terms("regime-index").items():
        yield _scheme(index, listed["label"], listed["description"])
    for row in tables.rows("regimes"):
        yield block(
            _named("id", f"{row['index']}:{row['code']}"),
            ("a", ["pt:RegimeClass", "skos:Concept"]),
            *_labels(row["name"], row["code"]),
            *[(f"pt:{name}", _double(row[name])) for name in ("order", "score_min", "score_max")],
            *_within(row["index"], top=True),
            ("rdfs:seeAlso", _addresses(row["url"])),
        )


def _definitions() -> Iterator[str]:
    yield _scheme("definition", "definitions of weak democracy and autocracy")
    for row in tables.rows("definitions"):
        members = [f"{row['index']}:{code}" for code in tables.items(row["classes"])]
        windows = {name: row[name] for name in ("window_from", "window_to")}
        yield block(
            _named("definition", row["name"]),
            ("a", ["pt:Definition"]),
            *_labels(row["label"], row["name"], row["description"]),
            ("pt:version", [literal(row["version"])]),
            ("pt:group", [literal(row["group"])]),
            ("dct:relation", [_named("scheme", row["index"])]),
            ("skos:member", [_named("id", member) for member in members]),
            *[(f"pt:{name}", _double(row[column])) for column, name in SCORES.items()],
            *[(f"pt:{name}", [year] if year else []) for name, year in windows.items()],
            ("skos:inScheme", ["scheme:definition"]),
            ("rdfs:seeAlso", _addresses(row["url"])),
        )


def _scheme(name: str, label: str, description: str = "") -> str:
    return block(
        _named("scheme", name),
        ("a", ["skos:ConceptScheme"]),
        ("skos:prefLabel", english(label)),
        ("skos:definition", english(description)),
    )


def _labels(label: str, code: str, definition: str = "") -> list[Pair]:
    return [
        ("skos:prefLabel", english(label)),
        ("skos:notation", [literal(code)]),
        ("skos:definition", english(definition)),
    ]


def _within(scheme: str, *, top: bool) -> list[Pair]:
    found: list[Pair] = [("skos:inScheme", [_named("scheme", scheme)])]
    return [*found, ("skos:topConceptOf", [_named("scheme", scheme)])] if top else found


def _notations(row: Mapping[str, str]) -> list[str]:
    return [
        literal(code, f"^^pt:{datatype}")
        for column, datatype in NOTATIONS.items()
        for code in tables.items(row[column])
    ]


def _double(cell: str) -> list[str]:
    return [literal(repr(float(cell)), "^^xsd:double")] if cell else []


def _addresses(cell: str) -> list[str]:
    return [address(item) for item in tables.items(cell) if item.startswith("http")]


def _named(prefix: str, local: str) -> str:
    return iris.written(f"{prefix}:{local}")
