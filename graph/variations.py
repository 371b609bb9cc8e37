"""Vary the deals of a graph: without a source, resampled, by grade, by the dates they may have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from panoptrade.graph.sampled import Sampled, sampled, taken
from panoptrade.ontology import dates, tables, words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from panoptrade.graph.workspace import Workspace

    Found = Iterator[tuple[str, Sampled]]
    Span = tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Plan:
    """How often to draw, from which seed, and in which years undated deals may lie."""

    draws: int = 200
    seed: int = 0
    window: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A way to vary: what makes the variations, whether they are random, and what it assumes."""

    make: Callable[[Workspace, Plan], Found]
    random: bool
    note: str


def variations(graph: Workspace, by: str, plan: Plan) -> Found:
    """Yield each variation of a graph with its name; the same plan gives the same ones.

    Raises UnknownWordError for a wrong way, ValueError for draws below one or a window that runs
    backward.
    """
    way = WAYS[words.choose(by, WAYS, "way to vary")]
    if plan.draws < 1:
        msg = f"draws are 1 or more, not {plan.draws}"
        raise ValueError(msg)
    if plan.window is not None and plan.window[0] > plan.window[1]:
        first, last = plan.window
        msg = f"a window runs from the first year to the last, not {first} to {last}"
        raise ValueError(msg)
    yield from way.make(graph, plan)


def without(deals: pa.Table, dropped: Collection[str]) -> pa.Table:
    """Return the deals that a source other than the dropped ones tells of."""
    kept = [any(one not in dropped for one in told) for told in deals["sources"].to_pylist()]
    return deals.filter(pa.array(kept, pa.bool_()))


def sources(deals: pa.Table) -> list[str]:
    """Return the sources that tell of deals, in the order of their names."""
    return sorted({one for told in deals["sources"].to_pylist() for one in told})


def _without_one(graph: Workspace, plan: Plan) -> Found:
    del plan
    deals = graph.arrow("Deal")
    for one in sources(deals):
        yield f"without {one}", sampled(graph, without(deals, {one}))


def _of_sources(graph: Workspace, plan: Plan) -> Found:
    deals, rng = graph.arrow("Deal"), np.random.default_rng(plan.seed)
    told, names = deals["sources"].to_pylist(), sources(deals)
    for number in range(plan.draws):
        drawn = dict(zip(names, _drawn(rng, len(names)), strict=True))
        copies = [max(drawn[one] for one in each) for each in told]
        yield f"draw {number + 1}", sampled(graph, taken(deals, copies))


def _of_deals(graph: Workspace, plan: Plan) -> Found:
    deals, rng = graph.arrow("Deal"), np.random.default_rng(plan.seed)
    told, names = deals["sources"].to_pylist(), sources(deals)
    theirs = [np.array([at for at, each in enumerate(told) if one in each]) for one in names]
    for number in range(plan.draws):
        copies = np.zeros(len(told), dtype=np.int64)
        for times, index in zip(_drawn(rng, len(names)), theirs, strict=True):
            found = np.zeros(len(told), dtype=np.int64)
            for _ in range(times):
                found[index] += _drawn(rng, len(index))
            copies = np.maximum(copies, found)
        yield f"draw {number + 1}", sampled(graph, taken(deals, copies.tolist()))


def _by_grade(graph: Workspace, plan: Plan) -> Found:
    del plan
    deals = graph.arrow("Deal")
    given = deals["grade"].to_pylist()
    known = list(tables.terms("grade"))
    for at, lowest in enumerate(known):
        if lowest in given:
            kept = pa.array([one in known[: at + 1] for one in given], pa.bool_())
            yield f"{lowest} or better", sampled(graph, deals.filter(kept))


def _by_dates(graph: Workspace, plan: Plan) -> Found:
    deals, rng = graph.arrow("Deal"), np.random.default_rng(plan.seed)
    start, disclosed = (deals[name].to_pylist() for name in ("start", "disclosed"))
    if plan.window is not None:
        # What has no date at all may lie on any day of the window: an assumption, and said.
        days = f"{plan.window[0]}-01-01", f"{plan.window[1]}-12-31"
        bare = [one is None and other is None for one, other in zip(start, disclosed, strict=True)]
    else:
        days, bare = ("", ""), [False] * len(start)
    others = [_span(one) for one in disclosed]
    spans = [
        days if no else _before(_span(one), known)
        for one, no, known in zip(start, bare, others, strict=True)
    ]
    for number in range(plan.draws):
        changed = _with(deals, "start", _days(rng, spans))
        changed = _with(changed, "disclosed", _days(rng, others))
        yield f"draw {number + 1}", sampled(graph, changed)


def _by_undated(graph: Workspace, plan: Plan) -> Found:
    deals = graph.arrow("Deal")
    start, disclosed = (deals[name].to_pylist() for name in ("start", "disclosed"))
    years = [(dates.year(a), dates.year(b)) for a, b in zip(start, disclosed, strict=True)]
    bare = [a is None and b is None for a, b in years]
    first, last = plan.window or _lived([one for pair in years for one in pair if one is not None])
    yield (
        "undated left out",
        sampled(graph, deals.filter(pa.array([not b for b in bare], pa.bool_()))),
    )
    for year in range(first, last + 1):
        dated = [str(year) if no else one for one, no in zip(start, bare, strict=True)]
        yield f"undated in {year}", sampled(graph, _with(deals, "start", dated))


def _lived(years: list[int]) -> tuple[int, int]:
    if not years:
        msg = "no deal has a year, so there is no span to place the undated in; give a window"
        raise ValueError(msg)
    return min(years), max(years)


def _drawn(rng: np.random.Generator, number: int) -> list[int]:
    """Draw as many as there are, with replacement, and return how often each was drawn."""
    if number == 0:
        return []
    found: list[int] = rng.multinomial(number, [1 / number] * number).tolist()
    return found


def _span(partial: str | None) -> Span:
    return dates.bounds(partial) if partial else None


def _before(span: Span, known: Span) -> Span:
    """Return a span without the days after the last on which the deal became known."""
    if span is None or known is None or known[1] < span[0]:
        return span
    return span[0], min(span[1], known[1])


def _days(rng: np.random.Generator, spans: list[Span]) -> list[str | None]:
    """Return a day of each span, every one as likely as the other."""
    ordinals = [
        (0, 0) if one is None else tuple(date.fromisoformat(day).toordinal() for day in one)
        for one in spans
    ]
    drawn = rng.integers(
        [one[0] for one in ordinals], [one[1] for one in ordinals], endpoint=True
    ).tolist()
    return [
        None if span is None else date.fromordinal(day).isoformat()
        for span, day in zip(spans, drawn, strict=True)
    ]


def _with(deals: pa.Table, name: str, values: list[str | None]) -> pa.Table:
    at = deals.column_names.index(name)
    return deals.set_column(at, name, pa.array(values, deals.schema.field(name).type))


_SOURCES = "a deal of several sources counts as often as the one that was drawn most"
WAYS = {
    "source": Way(
        _without_one,
        random=False,
        note="each source left out in turn; a deal stays while another source tells of it",
    ),
    "bootstrap": Way(
        _of_sources,
        random=True,
        note=f"as many sources as there are drawn with replacement; {_SOURCES}",
    ),
    "deals": Way(
        _of_deals,
        random=True,
        note=f"sources drawn with replacement, and in each the deals likewise; {_SOURCES}",
    ),
    "grade": Way(
        _by_grade, random=False, note="evidence of the best grade only, then of one more at a time"
    ),
    "dates": Way(
        _by_dates,
        random=True,
        note="each date a day drawn from those that it may mean: a year, a month, a decade; a "
        "start is not drawn after the day on which the deal became known",
    ),
    "undated": Way(
        _by_undated,
        random=False,
        note="all undated deals left out, then all of them in each year of the window in turn",
    ),
}
