"""Tell what falls when vendors, listed parties or a country's firms are gone, and who is left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from panoptrade.graph import falling, relations, routes, substitutes, traded
from panoptrade.graph.removed import dated, removed
from panoptrade.ontology import words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from panoptrade.graph.relations import Relation
    from panoptrade.graph.traded import Deal
    from panoptrade.graph.workspace import Workspace

    Row = dict[str, Any]

NOWHERE = "(importer not known)"
GROUPS = {"importers": "importers", "governments": "governments", "technologies": "technologies"}
BY_GROUP = ["id", "name", "deals", "touched", "falls", "left", "vendors", "vendors_left",
            "no_other"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """The deals, who is gone, and what fell with them."""

    deals: list[Deal]
    gone: set[str]
    fallen: set[str]
    upstream: list[Relation]
    names: dict[str, str]
    graph: Workspace
    limit: int

    def touched(self, deal: Deal) -> bool:
        """Tell whether somebody of a deal is gone."""
        return deal.id in self.fallen or not self.gone.isdisjoint(
            (*deal.vendors, *deal.intermediaries)
        )

    def name(self, one: str) -> str:
        """Return the name of a thing, its id where it has none."""
        return self.names.get(one, one)


def whatif(
    graph: Workspace,
    show: str = "summary",
    *,
    remove: str | Iterable[str] | None = None,
    programme: str | Iterable[str] | None = None,
    date: str | None = None,
    programmes: Iterable[tuple[str, str | None]] = (),
    jurisdiction: str | Iterable[str] | None = None,
    through: str | Iterable[str] | None = None,
    supplies: str | Iterable[str] | None = None,
    limit: int = 3,
    **filters: Any,
) -> pd.DataFrame:
    """Return what falls when bodies are gone: by name, as listed, or as based in a country.

    A deal falls when none of its known sellers, or none of its intermediaries, is left; one
    without a named seller when all its countries of origin are gone. `through` (supply, ownership)
    lets a vendor fall when everyone upstream of it is gone; without it nobody falls for another.
    `programme` takes those whom a list names on `date`, `programmes` pairs of list and date;
    `jurisdiction` the bodies based in countries. `show`:
    summary; deals, importers, governments or technologies (those touched); substitutes (who is
    left for each importer and technology that lost a deal, `limit` of them each); customers (who
    is supplied by those gone, and by whom else). Filters are those of `graph.traded.read`.

    Columns of the summary: what, before, touched, falls, left, share (percent of before that
    falls). no_other tells that nothing is left. `attrs["notes"]` says what was assumed. Nobody gone
    changes nothing. What is left is what is documented: that a vendor could step in is not said.
    Raises UnknownWordError for a wrong word, ValueError for options that contradict.
    """
    words.choose(show, SHOW, "thing to show")
    notes: list[str] = []
    lists = [*dated(programme, date), *programmes]
    named = removed(graph, notes, remove=remove, programmes=lists, jurisdiction=jurisdiction)
    found = traded.read(graph, **filters)
    ways = [through] if isinstance(through, str) else list(through or ())
    held = {name: filters[name] for name in ("years", "grade") if name in filters}
    upstream = relations.relations(graph, ways, supplies=supplies, **held)
    gone, fallen, lost = _fall(graph, found.taken, upstream, named)
    supplied = relations.relations(graph, ["supply"], supplies=supplies, **held)
    world = World(found.taken, gone, fallen, supplied, traded.names(graph), graph, limit)
    frame = SHOW[show](world)
    notes += found.notes + _notes(world, named, lost, ways)
    frame.attrs = {"gone": sorted(gone), "notes": notes}
    return frame


def _fall(
    graph: Workspace, deals: list[Deal], upstream: list[Relation], named: set[str]
) -> tuple[set[str], set[str], int]:
    """Return who is gone, which deals fall, and how many deals cannot be told of."""
    placed = [deal if deal.importers else replace(deal, importers=(NOWHERE,)) for deal in deals]
    homes = traded.homes(graph)
    laid = routes.lay(placed, upstream, homes)
    gone = falling.nodes(laid, named)
    fallen = falling.fallen(laid, gone)
    reached = falling.reached(laid, gone)
    bodies = {one for one in laid.network if one.part == "body"}
    lost = sum(not (deal.vendors or deal.exporters) for deal in deals)
    down = {one.id for one in (bodies - reached) | gone if one.part != "origin"}
    # Who is gone but on no route here still counts, as a substitute or a supplier that is not left.
    based = {one for one, known in homes.items() if named.issuperset(known)}
    return down | based | named, {one for node in fallen for one in laid.bundles[node].deals}, lost


def _summary(world: World) -> pd.DataFrame:
    known = [deal for deal in world.deals if deal.vendors or deal.exporters]
    rows = [_counted("deals", [(deal.id, [deal]) for deal in known], world)]
    pairs = {(vendor, to) for deal in known for vendor in deal.vendors for to in deal.importers}
    cut = {pair for pair in pairs if pair[0] in world.gone}
    rows.append(_line("links", len(pairs), len(cut), len(cut)))
    for what in GROUPS:
        rows.append(_counted(what, _grouped(known, what), world))
    vendors = {vendor for deal in known for vendor in deal.vendors}
    rows.append(_line("vendors", len(vendors), *[len(vendors & world.gone)] * 2))
    return pd.DataFrame(rows)


def _counted(what: str, groups: Iterable[tuple[str, list[Deal]]], world: World) -> Row:
    several = [deals for _, deals in groups]
    touched = sum(any(world.touched(one) for one in deals) for deals in several)
    falls = sum(all(one.id in world.fallen for one in deals) for deals in several)
    return _line(what, len(several), touched, falls)


def _line(what: str, before: int, touched: int, falls: int) -> Row:
    share = 100 * falls / before if before else None
    return {"what": what, "before": before, "touched": touched, "falls": falls,
            "left": before - falls, "share": share}  # fmt: skip


def _grouped(deals: Iterable[Deal], what: str) -> list[tuple[str, list[Deal]]]:
    found: dict[str, list[Deal]] = defaultdict(list)
    for deal in deals:
        for one in getattr(deal, GROUPS[what]):
            found[one].append(deal)
    return sorted(found.items())


def _by(what: str) -> Callable[[World], pd.DataFrame]:
    def rows(world: World) -> Iterator[Row]:
        known = [deal for deal in world.deals if deal.vendors or deal.exporters]
        for one, deals in _grouped(known, what):
            touched = [deal for deal in deals if world.touched(deal)]
            falls = sum(deal.id in world.fallen for deal in deals)
            vendors = {vendor for deal in deals for vendor in deal.vendors}
            if touched:
                yield {
                    "id": one,
                    "name": world.name(one),
                    "deals": len(deals),
                    "touched": len(touched),
                    "falls": falls,
                    "left": len(deals) - falls,
                    "vendors": len(vendors),
                    "vendors_left": len(vendors - world.gone),
                    "no_other": falls == len(deals),
                }

    def frame(world: World) -> pd.DataFrame:
        found = sorted(rows(world), key=lambda row: (row["left"] > 0, -row["falls"], row["id"]))
        return pd.DataFrame(found, columns=BY_GROUP)

    return frame


def _deals(world: World) -> pd.DataFrame:
    columns = ["deal", "falls", "gone", "left", "importers", "technologies", "year"]
    rows: list[Row] = [
        {
            "deal": deal.id,
            "falls": deal.id in world.fallen,
            "gone": sorted(world.gone & {*deal.vendors, *deal.intermediaries}),
            "left": sorted({*deal.vendors, *deal.intermediaries} - world.gone),
            "importers": list(deal.importers),
            "technologies": list(deal.technologies),
            "year": deal.year,
        }
        for deal in world.deals
        if world.touched(deal)
    ]
    rows.sort(key=lambda row: (not row["falls"], row["deal"]))
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _substitutes(world: World) -> pd.DataFrame:
    columns = ["importer", "importer_name", "technology", "technology_name", "fallen", "rank",
               "vendor", "vendor_name", "how", "deals_there", "region_countries",
               "countries"]  # fmt: skip
    known = substitutes.offers(world.graph, world.deals)
    cells: dict[tuple[str, str], int] = defaultdict(int)
    for deal in world.deals:
        if deal.id in world.fallen:
            for importer in deal.importers:
                for one in deal.technologies or (substitutes.NOT_STATED,):
                    cells[importer, one] += 1
    rows: list[Row] = []
    for (importer, technology), number in sorted(cells.items()):
        cell: Row = {
            "importer": importer,
            "importer_name": world.name(importer),
            "technology": technology,
            "technology_name": world.name(technology),
            "fallen": number,
        }
        best = substitutes.ranked(known, technology, importer, world.gone)[: world.limit]
        for at, found in enumerate(best, start=1):
            rows.append(cell | {"rank": at, "vendor_name": world.name(found["vendor"])} | found)
        # A cell without anyone keeps a row: that nobody is documented is the answer.
        rows += [] if best else [cell]
    frame = pd.DataFrame(rows, columns=columns, dtype=object)
    return frame.where(frame.notna(), None)


def _customers(world: World) -> pd.DataFrame:
    columns = ["customer", "customer_name", "suppliers", "gone", "left", "no_other"]
    suppliers: dict[str, set[str]] = defaultdict(set)
    for one in world.upstream:
        suppliers[one.lower].add(one.upper)
    rows: list[Row] = [
        {
            "customer": customer,
            "customer_name": world.name(customer),
            "suppliers": len(found),
            "gone": sorted(found & world.gone),
            "left": sorted(found - world.gone),
            "no_other": found <= world.gone,
        }
        for customer, found in suppliers.items()
        if found & world.gone
    ]
    rows.sort(key=lambda row: (not row["no_other"], -len(row["gone"]), row["customer"]))
    return pd.DataFrame(rows, columns=columns)


def _notes(world: World, named: Collection[str], lost: int, ways: list[str]) -> list[str]:
    active = {one for deal in world.deals for one in (*deal.vendors, *deal.intermediaries)}
    several = sum(world.touched(deal) and deal.id not in world.fallen for deal in world.deals)
    way = (
        f"or when all upstream of it by {' or '.join(ways)} are" if ways else "and not for another"
    )
    return [
        f"{len(named)} named; {len(world.gone & active)} of those gone sell in these deals",
        f"assumed: a vendor is gone when it is named or based as said, {way}",
        "assumed: a deal stands while one of its known sellers is left",
        f"{several} deals lost somebody and stand",
        f"{lost} deals have no known seller or origin: what falls of them cannot be told",
        "what is documented counts; no contract, licence or stock was looked at",
    ]


SHOW: dict[str, Callable[[World], pd.DataFrame]] = {
    "summary": _summary,
    "deals": _deals,
    "importers": _by("importers"),
    "governments": _by("governments"),
    "technologies": _by("technologies"),
    "substitutes": _substitutes,
    "customers": _customers,
}
