"""Score whether two parties are one, by rules of ours and the field's own matcher, and say why."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from panoptrade.graph.alike import NOTHING, Alike, alike
from panoptrade.graph.name_forms import forms
from panoptrade.graph.parties import SINGLE, WEAK, kind
from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panoptrade.graph.name_forms import Form
    from panoptrade.graph.parties import Party

ALGORITHM = "panoptrade-names-1 with nomenklatura logic-v2"
# From here on a pair is worth a verdict; the same bar that users of logic-v2 know.
THRESHOLD = 0.7
# What logic-v2 alone sees is shown to who judges, and stays under the bar.
SECOND = 0.69
# Names less alike than this are not worth a second opinion, which takes its time.
WORTH = 0.25
SCHEMATA = {"Vendor": "Company", "Organization": "Organization", "Government": "PublicBody",
            "Person": "Person", "Product": "Thing"}  # fmt: skip
PROPERTIES = {"lei": "leiCode", "uscc": "uscCode", "registration": "registrationNumber",
              "wikidata": "wikidataId", "ticker": "ticker", "isin": "isinCode"}  # fmt: skip
# Parties whose parts are remembered: a run of pairs comes back to the same ones.
KEPT = 4096
PLACE = "countries differ"


class MissingExtraError(ValueError):
    """Matching wants the extra `resolve`, which is not installed."""


class Match(NamedTuple):
    """How far two parties are one, from 0 to 1, and the reasons, those against it among them.

    `clear` tells whether nothing speaks against it, so that a score alone may ever decide.
    """

    score: float
    reasons: list[str]
    clear: bool = False


def needed() -> None:
    """Raise MissingExtraError, naming how to install it, when the extra `resolve` is missing."""
    try:
        import followthemoney
        import nomenklatura
        import rigour.names  # noqa: F401 - only whether they can be had
    except ImportError as error:
        msg = (
            f"matching names wants the extra `resolve` ({error}): "
            "pip install 'panoptrade[resolve]'; "
            "on Debian and Ubuntu first: apt install libicu-dev pkg-config g++"
        )
        raise MissingExtraError(msg) from error
    del followthemoney, nomenklatura


def match(left: Party, right: Party, *, table: bool = True) -> Match:
    """Return the score of two parties and its reasons; the order of the two does not matter.

    With `table`, the alias table says which names belong together and which do not; without, names,
    countries and identifiers have to.
    """
    people = left.cls == right.cls == "Person"
    names_alike = best(left, right)
    reasons = [names_alike.reason] if names_alike.reason else []
    score = names_alike.score
    for found in (_identified(left, right), _tabled(left, right) if table else NOTHING):
        if found.reason:
            reasons.append(found.reason)
            score = max(score, found.score)
    if score < WORTH and not (people and _in_two_scripts(left, right)):
        return Match(round(score, 3), reasons)
    # People's names have an order and no trade: there the field's matcher has the word.
    peer, said = logic_v2(left, right)
    if people:
        score, reasons = peer, []
    score = max(score, SECOND * peer)
    against = list(_against(left, right, table=table))
    for reason, factor in against:
        reasons.append(reason)
        score *= factor
    if left.cls != "Product" and not (left.countries and right.countries):
        reasons.append("country not known of both")
    reasons.append(f"logic-v2 {peer:.2f}" + (f" ({said})" if said else ""))
    return Match(
        round(min(score, 1.0), 3), reasons, clear=not against and _may_be_clear(left, right)
    )


def _may_be_clear(left: Party, right: Party) -> bool:
    """Tell whether names can do: with a country in common, and never for persons.

    Short names, and those of ministries, are borne by bodies of many countries.
    """
    if any(one not in WEAK for one, _ in left.identifiers & right.identifiers):
        return True
    return "Person" not in (left.cls, right.cls) and bool(left.countries & right.countries)


def _in_two_scripts(left: Party, right: Party) -> bool:
    return any(one.foreign for one in (*_forms(left), *_forms(right)))


def best(left: Party, right: Party) -> Alike:
    """Return how alike the two names of them are that are most so."""
    pairs = (alike(first, second) for first in _forms(left) for second in _forms(right))
    return max(pairs, key=lambda one: one.score, default=NOTHING)


@lru_cache(maxsize=KEPT)
def _forms(party: Party) -> tuple[Form, ...]:
    return tuple(dict.fromkeys(one for name in party.names for one in forms(name)))


def logic_v2(left: Party, right: Party) -> tuple[float, str]:
    """Return nomenklatura's logic-v2 score, the better of both directions, and what it says."""
    from nomenklatura.matching.logic_v2.model import LogicV2

    config = LogicV2.default_config()
    one, other = entity(left), entity(right)
    found = max(
        (LogicV2.compare(one, other, config), LogicV2.compare(other, one, config)),
        key=lambda result: float(result.score),
    )
    told = [f"{name} {part.score:.2f}" for name, part in found.explanations.items() if part.score]
    return float(found.score), ", ".join(told)


@lru_cache(maxsize=KEPT)
def entity(party: Party) -> Any:
    """Return a party as an entity of FollowTheMoney, in memory."""
    from followthemoney import model

    found = model.make_entity(SCHEMATA[party.cls])
    # nomenklatura remembers what it saw of an id, so an id stands for what is known of it.
    found.id = f"{party.id}#{hashlib.sha256(repr(party).encode()).hexdigest()[:16]}"
    for name in party.names:
        found.add("name", name, quiet=True)
    for iso3 in sorted(party.countries):
        found.add("country", names.country_name(iso3), quiet=True)
    for one, value in sorted(party.identifiers):
        found.add(PROPERTIES[one], value, quiet=True)
    return found


def _identified(left: Party, right: Party) -> Alike:
    shared = sorted(left.identifiers & right.identifiers)
    if not shared:
        return NOTHING
    strong = any(one not in WEAK for one, _ in shared)
    said = "same " + ", ".join(f"{one} {value}" for one, value in shared)
    return Alike(0.98 if strong else 0.6, said)


def _tabled(left: Party, right: Party) -> Alike:
    """Return what the alias table says for identity."""
    shared = sorted(set(_keys(left)) & set(_keys(right)))
    if not shared:
        return NOTHING
    return Alike(0.97, f"the alias table knows both as {', '.join(shared)}")


def _keys(party: Party) -> Iterator[str]:
    if kind(party.cls) != "Organization":
        return
    for name in party.names:
        row = names.said(name)
        if row is not None and row["key"]:
            yield row["key"]


def _against(left: Party, right: Party, *, table: bool) -> Iterator[tuple[str, float]]:
    for one in SINGLE:
        if left.of(one) and right.of(one) and not left.of(one) & right.of(one):
            yield f"{one} differs", 0.3
    if left.countries and right.countries and not left.countries & right.countries:
        state = "Government" in (left.cls, right.cls)
        said = " / ".join(", ".join(sorted(side.countries)) for side in (left, right))
        yield f"{PLACE}: {said}", 0.2 if state else 0.65
    if shared := sorted(set(left.sources) & set(right.sources)):
        yield f"one source keeps them apart: {', '.join(shared)}", 0.85
    if left.makers and right.makers and not left.makers & right.makers:
        yield "makers differ", 0.5
    if (
        table
        and (first := set(_keys(left)))
        and (second := set(_keys(right)))
        and not first & second
    ):
        said = f"{', '.join(sorted(first))} / {', '.join(sorted(second))}"
        yield f"the alias table holds them apart: {said}", 0.3
