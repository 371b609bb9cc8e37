"""Write parts of ownership statements as BODS 0.4 wants them: dates, identifiers, sources."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from panoptrade.ontology import counterparts, dates

Object = dict[str, Any]
REGISTER = re.compile(r"(?P<id>.+) \((?P<where>[^()]+)\)")
SCHEME = re.compile(r"[A-Z]{2}-[A-Z0-9_-]+")  # as org-id.guide writes them
# What an identifier is called by those who issue it.
SCHEMES = {
    "lei": {"scheme": "XI-LEI", "schemeName": "Global Legal Entity Identifier Index"},
    "uscc": {"schemeName": "Unified Social Credit Code"},
    "isin": {"schemeName": "ISIN"},
    "wikidata": {"schemeName": "Wikidata"},
}


@dataclass(slots=True)
class Dates:
    """Whole dates of one statement, and an annotation for each that the source gives in part."""

    annotations: list[Object] = field(default_factory=list)

    def first(self, partial: str | None, place: str) -> str | None:
        """Return the first day that a date may mean; None for none."""
        return self._whole(partial, place, 0)

    def last(self, partial: str | None, place: str) -> str | None:
        """Return the last day that a date may mean: what ended in 2019 went on until then."""
        return self._whole(partial, place, 1)

    def _whole(self, partial: str | None, place: str, side: int) -> str | None:
        if not partial:
            return None
        whole = dates.bounds(partial)[side]
        if whole != partial:
            said = f"The source says {partial}; the standard wants a whole date."
            note = {"statementPointerTarget": place, "motivation": "commenting"}
            self.annotations.append({**note, "description": said, "original": partial})
        return whole


def identifiers(row: Object) -> list[Object]:
    """Return the identifiers of a body; a number of a register names the register where known."""
    found = [
        {"id": number, **scheme}
        for name, scheme in SCHEMES.items()
        for number in _listed(row.get(name))
    ]
    for number in _listed(row.get("registration")):
        match = REGISTER.fullmatch(number)
        where = match["where"] if match else "company register"
        how = "scheme" if SCHEME.fullmatch(where) else "schemeName"
        found.append({"id": match["id"] if match else number, how: where})
    return found


def share(low: float | None, high: float | None) -> Object:
    """Return a share: exact, or the bounds that are known; empty where none is."""
    if low is not None and low == high:
        return {"exact": low}
    bounds = {"minimum": low, "maximum": high}
    return {name: bound for name, bound in bounds.items() if bound is not None}


def source(row: Object, metas: dict[str, dict[str, Any]]) -> Object:
    """Return where a merged row comes from: the grade as a type, titles, one address, one day."""
    told = [metas[name] for name in row["sources"] if name in metas]
    type_ = counterparts.term("grade", row["grade"], "bods")
    urls = [*_listed(row.get("url")), *(meta["url"] for meta in told)]
    taken = [meta["retrieved"] for meta in told if _is_whole(meta["retrieved"])]
    found = {
        "type": [type_] if type_ else None,
        "description": "; ".join(meta["title"] for meta in told),
        "url": next(filter(None, map(uri, urls)), None),
        "retrievedAt": max(taken, default=None),
    }
    return {name: value for name, value in found.items() if value}


def uri(url: str) -> str | None:
    """Return an address in the characters that a URI may have; None for one not of the web."""
    if not re.match(r"https?://[^/\s]", url):
        return None
    head, hash_, fragment = url.partition("#")
    parts = [re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", part) for part in (head, fragment)]
    plain = [quote(part, safe=":/?@!$&'()*+,;=%~-._") for part in parts]
    return plain[0] + (f"#{plain[1]}" if hash_ and fragment else "")


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _is_whole(day: str | None) -> bool:
    return bool(day) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(day)) is not None
