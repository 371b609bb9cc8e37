"""Take the fields of a nested record, noting what is of another type than it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.ontology import values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from panoptrade.loaders.rows import Row

Object = dict[str, Any]


def text(row: Row, holder: Mapping[str, Any], name: str) -> str:
    """Return a text, cleaned; blank where there is none."""
    found = holder.get(name)
    if found is None:
        return ""
    if not isinstance(found, str):
        row.problem(name, str(found), "not a text")
        return ""
    return values.text(found)


def number(
    row: Row, holder: Mapping[str, Any], name: str, least: float, most: float
) -> float | None:
    """Return a number within limits; None where there is none."""
    found = holder.get(name)
    if found is None:
        return None
    if isinstance(found, bool) or not isinstance(found, int | float) or not least <= found <= most:
        row.problem(name, str(found), f"not a number from {least:g} to {most:g}")
        return None
    return float(found)


def one(row: Row, holder: Mapping[str, Any], name: str) -> Object:
    """Return an object; empty where there is none."""
    found = holder.get(name)
    if found is None:
        return {}
    if not isinstance(found, dict):
        row.problem(name, str(found), "not an object")
        return {}
    return found


def many(row: Row, holder: Mapping[str, Any], name: str) -> list[Object]:
    """Return the objects of a list; empty where there is none."""
    found = _list(row, holder, name)
    for each in found:
        if not isinstance(each, dict):
            row.problem(name, str(each), "not an object")
    return [each for each in found if isinstance(each, dict)]


def texts(row: Row, holder: Mapping[str, Any], name: str) -> list[str]:
    """Return the texts of a list, cleaned; empty where there is none."""
    found = _list(row, holder, name)
    for each in found:
        if not isinstance(each, str):
            row.problem(name, str(each), "not a text")
    return [clean for each in found if isinstance(each, str) and (clean := values.text(each))]


def paths(holder: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """Yield the names of the fields that hold something, dotted; lists count as what they hold."""
    for name, found in holder.items():
        path = f"{before}{name}"
        if isinstance(found, dict):
            yield from paths(found, f"{path}.")
        elif isinstance(found, list) and any(isinstance(each, dict) for each in found):
            for each in found:
                yield from paths(each, f"{path}.") if isinstance(each, dict) else ()
        elif found not in (None, "", []):
            yield path


def _list(row: Row, holder: Mapping[str, Any], name: str) -> list[Any]:
    found = holder.get(name)
    if found is None:
        return []
    if not isinstance(found, list):
        row.problem(name, str(found), "not a list")
        return []
    return found
