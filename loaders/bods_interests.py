"""Make holdings of the relationships that ownership statements tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from panoptrade.loaders import bods_dates, nested, spec
from panoptrade.loaders.bods_parties import key
from panoptrade.ontology import values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.bods_parties import Book, Party
    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

ELSEWHERE = "relationships with a party that the files do not hold"
NO_SUBJECT = "relationships whose subject is not stated"
UNSTATED = "owners that are not stated, unknown or anonymous: a note on what is owned"
INDIRECT = "indirect holdings whose links are given: a tie, with the share in its note"
SHAREHOLDING, UNKNOWN = "shareholding", "unknownInterest"
# Of our kinds of ownership, the one under which the owner is said to control.
CONTROL = "control"
VOTES = "votingRights"


class Interest(NamedTuple):
    """One interest: our kind of ownership, its dates, the bounds of a share, what else is said."""

    kind: str
    start: str | None
    end: str | None
    low: float | None
    high: float | None
    control: bool
    notes: tuple[str, ...]


def records(files: Files, row: Row, said: dict[str, Any], book: Book) -> Iterator[Record]:
    """Yield the holdings of a relationship, or a note on the asset whose owner is not stated."""
    details = said["recordDetails"]
    owner, why = _end(row, details, "interestedParty", book)
    asset, unstated = _end(row, details, "subject", book)
    if asset is None or asset.id is None:
        files.skip(row, ELSEWHERE if asset is None and not unstated else NO_SUBJECT)
    elif asset.id.startswith("person:"):
        row.problem("subject", asset.name, "a person; only an entity can be owned")
    elif owner is None and not why:
        files.skip(row, ELSEWHERE)
    elif owner is None or owner.id is None:
        files.remark(row, UNSTATED)
        note = f"owner not stated ({why or (owner.why if owner else '')})"
        yield row.record("Organization", asset.id, name=asset.name, note=[note])
    else:
        found = list(_interests(files, row, said))
        yield from _holdings(row, said, (owner.id, asset.id), found)


def _end(row: Row, details: dict[str, Any], name: str, book: Book) -> tuple[Party | None, str]:
    """Return the party at one end of a relationship, or why it is not stated."""
    found = details.get(name)
    if isinstance(found, str) and found:
        return book.parties.get(found), ""
    if not isinstance(found, dict):
        row.problem(name, str(found), "neither a record's id nor a reason why there is none")
        return None, ""
    told = (nested.text(row, found, part) for part in ("reason", "description"))
    return None, ": ".join(filter(None, told)) or "no reason given"


def _interests(files: Files, row: Row, said: dict[str, Any]) -> Iterator[Interest]:
    details = said["recordDetails"]
    before = bods_dates.rounded(row, said)
    parts = bool(nested.texts(row, details, "componentRecords"))
    listed = nested.many(row, details, "interests") or [{"type": UNKNOWN}]
    for at, one in enumerate(listed):
        found = _interest(row, one, f"/recordDetails/interests/{at}", before)
        if said.get("recordStatus") == "closed" and found.end is None:
            note = "closed by a statement of that date"
            found = found._replace(end=row.seen, notes=(*found.notes, note))
        if parts and found.kind == "equity":
            files.remark(row, INDIRECT)
            share = _percent(found.low, found.high)
            notes = (f"indirect shareholding{share}, through other records", *found.notes)
            found = found._replace(kind="link", low=None, high=None, notes=notes)
        yield found


def _interest(row: Row, one: dict[str, Any], place: str, before: dict[str, str]) -> Interest:
    kinds = spec.read("bods").extra["interests"]
    type_ = nested.text(row, one, "type") or UNKNOWN
    if type_ not in kinds:
        row.problem("type", type_, f"no type of interest of BODS 0.4: {', '.join(kinds)}")
    low, high, told = _share(row, nested.one(row, one, "share"))
    start, end = (
        bods_dates.date(row, one, name, place, before) for name in ("startDate", "endDate")
    )
    kind = kinds.get(type_, "link")
    notes = [told] if type_ == SHAREHOLDING else [_spaced(type_) + _percent(low, high), told]
    notes += ["held indirectly"] if one.get("directOrIndirect") == "indirect" else []
    notes += ["beneficial owner"] if one.get("beneficialOwnershipOrControl") is True else []
    notes += [nested.text(row, one, "details")]
    if type_ != SHAREHOLDING:
        low = high = None
    control = kind == CONTROL and type_ != VOTES
    return Interest(kind, start, end, low, high, control, tuple(filter(None, notes)))


def _share(row: Row, share: dict[str, Any]) -> tuple[float | None, float | None, str]:
    """Return the bounds of a share in percent, and in words that a bound itself is excluded."""
    names = ("exact", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
    exact, low, high, above, below = (nested.number(row, share, name, 0, 100) for name in names)
    if exact is not None:
        return exact, exact, ""
    least, most = low if above is None else above, high if below is None else below
    if least is not None and most is not None and least > most:
        row.problem("share", f"{least:g} to {most:g}", "the lower bound is above the upper one")
    words = [f"more than {above:g} percent"] if above is not None else []
    words += [f"less than {below:g} percent"] if below is not None else []
    return least, most, ", ".join(words)


def _holdings(
    row: Row, said: dict[str, Any], ends: tuple[str, str], found: list[Interest]
) -> Iterator[Record]:
    """Yield one holding for the interests of a kind and time; unlike shares are only notes."""
    groups: dict[tuple[str, str | None, str | None], list[Interest]] = {}
    for one in found:
        groups.setdefault((one.kind, one.start, one.end), []).append(one)
    for (kind, start, end), group in groups.items():
        shares = {(one.low, one.high) for one in group} - {(None, None)}
        low, high = shares.pop() if len(shares) == 1 else (None, None)
        notes = {note for one in group for note in one.notes}
        notes |= {f"shareholding{_percent(*each)}" for each in shares}
        span = f":{start or ''}..{end or ''}" if start or end else ""
        yield row.record(
            "Ownership",
            f"ownership:{row.source}:{key(said['recordId'])}:{kind}{span}",
            owner=ends[0],
            asset=ends[1],
            kind=kind,
            share_min=low,
            share_max=high,
            control=True if any(one.control for one in group) else None,
            start=start,
            end=end,
            as_of=None if end else row.seen,
            url=_url(row, said),
            note=sorted(notes),
            locator=nested.text(row, said, "statementId"),
        )


def _url(row: Row, said: dict[str, Any]) -> list[str]:
    text = nested.text(row, nested.one(row, said, "source"), "url")
    try:
        return [values.url(text)] if text else []
    except ValueError:  # the standard takes any URI
        return []


def _percent(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return ""
    least, most = low or 0, 100 if high is None else high
    return f" {least:g} percent" if least == most else f" {least:g} to {most:g} percent"


def _spaced(word: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).lower()
