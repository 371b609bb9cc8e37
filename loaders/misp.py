"""Read the typed fields of the MISP galaxy's cluster of surveillance vendors."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from panoptrade.loaders.problems import LoadError, Problem
from panoptrade.ontology import names, values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from panoptrade.loaders.files import Files
    from panoptrade.loaders.rows import Row
    from panoptrade.ontology.names import Named
    from panoptrade.ontology.records import Record

SEPARATOR = " | "
NEEDED = ("uuid", "value")
LIKELY = 'estimative-language:likelihood-probability="likely"'


def records(files: Files) -> Iterator[Record]:
    """Yield a vendor an entry, its products, and what the typed relations say."""
    for path in files.paths.get("cluster", []):
        cluster = _cluster(path)
        known = {entry["uuid"]: _named(entry["value"]) for entry in cluster["values"]}
        files.problems.found += _doubled(path, [entry["uuid"] for entry in cluster["values"]])
        for row in files.kept(_rows(files, path, cluster)):
            yield from _entry(row, known)


def _cluster(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        whole = all(isinstance(each[name], str) for each in found["values"] for name in NEEDED)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"no cluster of a MISP galaxy, or a damaged one ({error!r}); fetch it again"
        raise LoadError([Problem(path.name, message)]) from error
    if not whole:
        raise LoadError([Problem(path.name, "an entry whose value or uuid is no text")])
    return found


def _named(name: str) -> Named | None:
    try:
        return names.organization(values.text(name))
    except ValueError:
        return None  # the entry itself is a problem, noted when it is read


def _doubled(path: Path, uuids: list[str]) -> Iterator[Problem]:
    for uuid, times in Counter(uuids).items():
        if times > 1:
            yield Problem(path.name, f"{times} entries have it", column="uuid", value=uuid)


def _rows(files: Files, path: Path, cluster: dict[str, Any]) -> Iterator[Row]:
    one = files.spec.files["cluster"]
    dated = cluster.get("version") == files.spec.extra["version"]
    for number, entry in enumerate(cluster["values"], start=1):
        try:
            flat = _flat(entry)
        except (KeyError, TypeError, AttributeError) as error:
            message = f"an entry of another build than the cluster's ({error!r})"
            files.problems.add(Problem(path.name, message, number))
            continue
        row = files.row(path, one, number, {k: v for k, v in flat.items() if k not in one.unread})
        row.seen = row.seen if dated else None
        yield row


def _flat(entry: Mapping[str, Any]) -> dict[str, str]:
    """Return an entry as columns: its fields, those of its meta, and its relations by type."""
    found = {name: [value] for name, value in entry.items() if name not in {"meta", "related"}}
    for name, listed in entry.get("meta", {}).items():
        found[f"meta.{name}"] = [listed] if isinstance(listed, str) else listed
    for relation in entry.get("related", []):
        kind = values.text(relation["type"])
        found.setdefault(f"related.{kind}", []).append(relation["dest-uuid"])
        for name in relation.keys() - {"type", "dest-uuid"}:
            found.setdefault(f"related.{name}", []).extend(relation[name])
    return {name: SEPARATOR.join(dict.fromkeys(map(str, each))) for name, each in found.items()}


def _entry(row: Row, known: Mapping[str, Named | None]) -> Iterator[Record]:
    uuid, name = row.text("uuid"), row.text("value")
    named = row.organization(name)
    if named is None:
        return
    if row.text("related.tags") not in {"", LIKELY}:
        row.problem("related.tags", row.text("related.tags"), "not known; the notes say likely")
    printed = row.values("meta.synonyms", "Vendor.alias", SEPARATOR)
    likely = _related(row, "related.known-as", known)
    others = {other.id for other in known.values() if other} - {named.id}
    alias = [each for each in printed if each != named.name and _is_own(each, named, others)]
    groups = _related(row, "related.part-of", known)
    told = [f"also called {each}" for each in printed if each not in {*alias, named.name}]
    told += [f"likely also known as {each.name}" for each in likely]
    told += [f"likely a part of {each.name}" for each in groups]
    vendor = row.vendor(
        name,
        alias=alias,
        website=row.values("meta.official-refs", "Vendor.website", SEPARATOR),
        part_of=[each.id for each in groups],
        note=told,
        locator=f"uuid {uuid}",
    )
    yield from [vendor] if vendor else []
    yield from _products(row, named.id, uuid)
    yield from _acquisitions(row, named.id, uuid, known)


def _is_own(alias: str, named: Named, others: set[str]) -> bool:
    # One name for two organizations would lead a reader to the wrong one.
    found = names.organization(alias)
    return found.id == named.id or not (found.known or found.id in others)


def _products(row: Row, maker: str, uuid: str) -> Iterator[Record]:
    for name in row.values("meta.products", "Product.name", SEPARATOR):
        id_ = f"product:{names.slug(name)}"
        yield row.record("Product", id_, name=name, maker=[maker], locator=f"uuid {uuid}")


def _acquisitions(
    row: Row, id_: str, uuid: str, known: Mapping[str, Named | None]
) -> Iterator[Record]:
    pairs = [(id_, other.id) for other in _related(row, "related.acquires", known)]
    pairs += [(other.id, id_) for other in _related(row, "related.is-acquired-by", known)]
    for owner, asset in pairs:
        yield row.record(
            "Ownership",
            f"ownership:{owner.removeprefix('org:')}:{asset.removeprefix('org:')}:control",
            owner=owner,
            asset=asset,
            kind="control",
            note=["likely, says the cluster"],
            locator=f"uuid {uuid}",
        )


def _related(row: Row, column: str, known: Mapping[str, Named | None]) -> list[Named]:
    uuids = [uuid for uuid in row.cells.get(column, "").split(SEPARATOR) if uuid]
    row.taken.add(column)
    for uuid in uuids:
        if uuid not in known:
            row.problem(column, uuid, "no entry has this uuid")
    return [found for uuid in uuids if (found := known.get(uuid))]
