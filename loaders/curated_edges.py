"""Read who owns, invests in, succeeds and supplies whom from the gathered tables."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from panoptrade.loaders.curated_parties import citation, note, party, rest
from panoptrade.ontology import dates, names, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.records import Record

# What reviewed lookups say by a row's note or asset, under these names instead of a column's.
END_BY_NOTE, END_BY_ASSET, KIND_BY_NOTE = "end by note", "end by asset", "kind by note"
AS_OF = "as_of"
RESOLD = {"oem", "reselling", "brokering"}


def ownership(row: Row) -> Iterator[Record]:
    """Yield the owner, the asset and what ties them."""
    about = citation(row)
    kind = row.value("owner_type", "Organization.kind") if not _is_person(row) else None
    owner = _party(
        row, "owner_name", "owner_country_iso3", about, kind=kind, person=_is_person(row)
    )
    asset = _party(row, "asset_name", "asset_country_iso3", about)
    found = {
        name: row.value(name, f"Ownership.{name}")
        for name in ("share_min", "share_max", "control", "start")
    }
    found |= _ending(row, by_report=False)
    if owner and asset:
        yield from (owner, asset)
        yield _held(row, owner, asset, _kind(row, found), {**found, **about})


def investment(row: Row) -> Iterator[Record]:
    """Yield the investor, the investee and the money between them."""
    about = citation(row)
    owner = _party(row, "investor", "investor_country_iso3", about)
    asset = _party(row, "investee", None, about)
    start = row.value("date", "Ownership.start")
    found = {
        "start": start,
        "round": row.text("round"),
        "amount": row.money("amount", "Ownership.amount", "currency", dates.year(start)),
        "amount_scope": row.value("amount_scope", "Ownership.amount_scope"),
    }
    if owner and asset:
        yield from (owner, asset)
        yield _held(row, owner, asset, "investment", {**found, **about})


def succession(row: Row) -> Iterator[Record]:
    """Yield both organizations and what made one of the other.

    Where the alias table takes both for one, the old name stays with it as an alias and a note.
    """
    about = citation(row)
    before, after = (_party(row, name, None, about) for name in ("predecessor", "successor"))
    kind, date = row.value("relation", "Succession.kind"), row.value("date", "Succession.date")
    ours = note(row)
    if before is None or after is None or kind is None:
        return
    yield from (before, after)
    if before.id != after.id:
        id_ = f"succession:{rest(before)}:{rest(after)}:{kind}"
        ends = {"predecessor": before.id, "successor": after.id}
        yield row.record("Succession", id_, **ends, kind=kind, date=date, note=ours, **about)
    else:
        told = _renamed(row, kind.replace("_", " "), date)
        plain = {name: value for name, value in about.items() if name != "url"}
        name = before.values["name"]
        yield row.record(before.cls, before.id, name=name, note=[told, *ours], **plain)


def supply(row: Row) -> Iterator[Record]:
    """Yield supplier, customer and what goes from one to the other."""
    about = citation(row)
    word = row.text("component")
    kind = _supplied().get(names.key(word))
    technology = row.technologies("component", "\n")
    if kind is None:
        row.problem("component", word, "no kind of supply; give it one in technology_words.csv")
    makes = "Organization" if kind == "service" else "Vendor"
    resells = "Vendor" if kind in RESOLD else "Organization"
    supplier = _party(row, "supplier_name", "supplier_country_iso3", about, cls=makes)
    customer = _party(row, "customer_name", "customer_country_iso3", about, cls=resells)
    found = {"start": row.value("start", "Supply.start"), **_ending(row, by_report=True)}
    ours = note(row)
    if supplier is None or customer is None or kind is None:
        return
    yield from (supplier, customer)
    yield row.record(
        "Supply",
        f"supply:{rest(supplier)}:{rest(customer)}:{kind}:{names.slug(word)}",
        supplier=supplier.id,
        customer=customer.id,
        kind=kind,
        technology=technology,
        component=[word],
        note=ours,
        **found,
        **about,
    )


TABLES = {
    "ownership": ownership,
    "investment": investment,
    "succession": succession,
    "supply": supply,
}


def _party(
    row: Row,
    column: str,
    country: str | None,
    about: dict[str, Any],
    /,
    **more: Any,
) -> Record | None:
    # Countries and kinds were filled in by those who gathered: they have not the fact's grade.
    places = row.values(country, "Organization.country") if country else []
    return party(row, column, country=places, seen=about["seen"], **more)


def _renamed(row: Row, kind: str, date: str | None) -> str:
    old, new = row.text("predecessor"), row.text("successor")
    return f"{kind}: {old}, then {new}" + (f" ({date})" if date else "")


def _is_person(row: Row) -> bool:
    return row.text("owner_type") == "person"


def _held(row: Row, owner: Record, asset: Record, kind: str, found: dict[str, Any]) -> Record:
    start = f":{found['start']}" if found["start"] else ""
    return row.record(
        "Ownership",
        f"ownership:{rest(owner)}:{rest(asset)}:{kind}{start}",
        owner=owner.id,
        asset=asset.id,
        kind=kind,
        note=note(row),
        **found,
    )


def _kind(row: Row, found: dict[str, Any]) -> str:
    if found["share_min"] is not None or found["share_max"] is not None:
        return "equity"
    if found["control"]:
        return "control"
    reviewed = row.lookups.get((KIND_BY_NOTE, row.text("note")))
    return reviewed or ("link" if found["control"] is None else "equity")


def _ending(row: Row, *, by_report: bool) -> dict[str, str | None]:
    """Return `end` or `as_of`: a reviewed note decides, else whether it is the report's date."""
    end, seen = row.value("end", "Supply.end"), row.text("source_date")
    by_asset = row.lookups.get((END_BY_ASSET, row.cells.get("asset_name", "")))
    reviewed = row.lookups.get((END_BY_NOTE, row.text("note")), by_asset)
    still = reviewed == AS_OF or (by_report and reviewed is None and seen.startswith(end or "-"))
    return {"end": None if still else end, "as_of": end if still else None}


@cache
def _supplied() -> dict[str, str]:
    rows = [row for row in tables.rows("technology_words") if row["source"] == "curated"]
    return {names.key(row["word"]): row["kind"] for row in rows if row["kind"]}
