"""Give things, records, regimes and technologies the same colours on every page, light and dark."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from panoptrade.graph.regimes import INSIDE, OUTSIDE
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

# A colour on a light ground, and the one that stands for it on a dark ground.
Pair = tuple[str, str]


@cache
def table() -> dict[str, Any]:
    """Return the palette as `pages/palette.json` has it: pairs of a light and a dark colour."""
    file = files("panoptrade.graph").joinpath("pages", "palette.json")
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def of_class(cls: str) -> Pair:
    """Return the colours of a class of things."""
    return _pair(table()["class"].get(cls, table()["class"]["other"]))


def regimes(index: str) -> dict[str, Pair]:
    """Return the colours of an index's classes by their ids, from the least democratic on.

    They run from orange to purple (ColorBrewer's PuOr), which readers of every colour vision tell
    apart; an index that there is not has none.
    """
    rows = [row for row in tables.rows("regimes") if row["index"] == index]
    ids = [f"{row['index']}:{row['code']}" for row in rows]
    return dict(zip(ids, _ramp(len(ids)), strict=True))


def definition() -> dict[str, Pair]:
    """Return the colours of what is in a definition's group, and of what is not."""
    ramp = [_pair(one) for one in table()["regime"]]
    return {INSIDE: ramp[0], OUTSIDE: ramp[-1]}


def surface(name: str) -> Pair:
    """Return the colours of a part of a page: `ink`, `line`, `ground` and the like."""
    return _pair(table()["surface"][name])


def remainder() -> Pair:
    """Return the colours of what is undated or not classified."""
    return _pair(table()["remainder"])


def technologies() -> dict[str, Pair]:
    """Return the colours of all technologies by their ids: those of the broadest one above."""
    above = _broader()
    return {f"tech:{code}": _pair(table()["technology"][_top(code, above)]) for code in above}


def family(technology: str) -> str:
    """Return the id of the broadest technology above one; an unknown id is its own."""
    above, code = _broader(), technology.removeprefix("tech:")
    return f"tech:{_top(code, above)}" if code in above else technology


def mark(key: str) -> str:
    """Return the name of the style class in a thing's colours: `of-row-0`, `of-Vendor`.

    `key` is a class of things, the id of a regime's class or of a technology, `in`, `out` or
    `remainder`. Such an element has its colour as `var(--dye)`.
    """
    return "of-" + key.removeprefix("tech:").replace(":", "-")


@cache
def style() -> str:
    """Return the rules that name the colours: `--ink` and the like, and a class for each key."""
    surface = "".join(f"--{name}:{css(_pair(pair))};" for name, pair in table()["surface"].items())
    marks = "\n".join(f".{mark(key)}{{--dye:{css(pair)}}}" for key, pair in _dyed())
    return f":root{{{surface}}}\n{marks}\n"


def _dyed() -> Iterator[tuple[str, Pair]]:
    for cls, pair in table()["class"].items():
        yield cls, _pair(pair)
    for cls, pair in table()["record"].items():
        if cls != "other":
            yield cls, _pair(pair)
    for index in tables.terms("regime-index"):
        yield from regimes(index).items()
    yield from definition().items()
    yield "remainder", remainder()
    yield from technologies().items()


def css(pair: Pair) -> str:
    """Return a pair as a style takes it: the one that the page's ground asks for."""
    return f"light-dark({pair[0]},{pair[1]})"


def _broader() -> dict[str, str]:
    return {row["code"]: row["broader"] for row in tables.rows("technologies")}


def _top(code: str, above: dict[str, str]) -> str:
    while above[code]:
        code = above[code]
    return code


def _pair(given: list[str]) -> Pair:
    light, dark = given
    return light, dark


def _ramp(size: int) -> list[Pair]:
    stops = table()["regime"]
    step = (len(stops) - 1) / max(size - 1, 1)
    return [
        (_mixed([one[0] for one in stops], at * step), _mixed([one[1] for one in stops], at * step))
        for at in range(size)
    ]


def _mixed(stops: list[str], place: float) -> str:
    low = min(int(place), len(stops) - 2)
    left, right = (int(colour[1:], 16) for colour in stops[low : low + 2])
    parts = ((left >> shift & 255, right >> shift & 255) for shift in (16, 8, 0))
    return "#" + "".join(f"{round(a + (b - a) * (place - low)):02x}" for a, b in parts)
