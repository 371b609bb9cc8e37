"""Take a name apart: what tells a firm, and the legal form, place and trade words around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from anyascii import anyascii

from panoptrade.ontology import names, tables

HAN = re.compile(r"[\u3400-\u9fff]")
BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
OR = re.compile(r"\s+[/|–-]\s+|\s[/|–-](?=\w)|\s+formerly\s+")
ALSO = re.compile(r"^(also known as|aka|a k a|formerly|former|fka|now)\s+")
SMALL = frozenset({"the", "of", "and", "for", "de", "y", "e", "und", "et"})
# Kinds of body that no language writes for each other; "Ltd." is written for either in some.
LEGAL = frozenset({"llc", "jsc"})
NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Form:
    """A name taken apart. Words are lower-case Latin letters; Chinese ones are syllables.

    `core` is what is left when the legal form, places and trade words are gone, or all words
    where nothing would be; `bare` tells that. `trades` and `places` hold what the words mean,
    `regions` countries and continents, `numbers` the digits, `legal` the kind of form; `initials`
    the first letters of the words, with and without the legal form's; `han` tells a Chinese name,
    `foreign` one that is not in Latin letters, `part` one of several names that stand in one text.
    """

    text: str
    core: tuple[str, ...]
    trades: frozenset[str]
    places: frozenset[str]
    regions: frozenset[str]
    numbers: frozenset[str]
    legal: frozenset[str]
    words: tuple[str, ...]
    initials: frozenset[str]
    han: bool
    foreign: bool
    bare: bool
    part: bool = False

    @property
    def joined(self) -> str:
        """The core in one word, so that `Sense Time` is `SenseTime`."""
        return "".join(self.core)


@cache
def forms(name: str) -> tuple[Form, ...]:
    """Return the forms of a name: whole, and what stands outside and inside of brackets.

    A name without a letter or digit gives none.
    """
    inside = [ALSO.sub("", names.key(part)) for part in BRACKETS.findall(name)]
    outside = BRACKETS.sub(" ", name)
    told = [part for part in (*OR.split(outside), *inside) if _tells(part)]
    texts = [outside, *told] if inside or len(told) > 1 else [name]
    found = [one for text in texts if (one := form(text)) is not None]
    if len(texts) > 1 or inside:
        found = [replace(one, part=True) for one in found]
    return tuple(dict.fromkeys(found)) or tuple(one for one in [form(name)] if one is not None)


@cache
def form(name: str) -> Form | None:
    """Return a name taken apart; None where it holds no letter or digit."""
    han = len(HAN.findall(name)) * 2 > len(name.replace(" ", ""))
    words = _unabbreviated(_words(name))
    if not words:
        return None
    kept, found = _parted(words)
    bare = not kept
    # Where nothing tells the firm but its trade, the trade has to.
    core = kept or [word for word in words if word not in _stop()] or list(words)
    return Form(
        text=name,
        core=tuple(core),
        trades=frozenset() if bare else frozenset(found["trade"]),
        places=frozenset(found["place"]),
        regions=frozenset(found["region"]),
        legal=_legal(name),
        numbers=frozenset(NUMBER.findall(" ".join(words))),
        words=tuple(word for word in words if word not in _stop()) or words,
        initials=frozenset() if han else _initials(name, words),
        han=han,
        foreign=not names.key(name).isascii() and _is_foreign(name),
        bare=bare,
    )


def _is_foreign(name: str) -> bool:
    """Tell whether a name is written in another script than the Latin one."""
    letters = [char for char in name if char.isalpha()]
    return sum(unicodedata.name(char, "").startswith("LATIN") for char in letters) * 2 < len(
        letters
    )


def _initials(name: str, words: tuple[str, ...]) -> frozenset[str]:
    whole = re.sub(r"[^a-z0-9]+", " ", anyascii(names.key(name)).casefold()).split()
    told = [[word for word in one if word not in SMALL] for one in (whole, list(words))]
    told.append([word for word in words if word not in _stop()])
    return frozenset("".join(word[0] for word in one) for one in told if len(one) >= 3)


def _tells(part: str) -> bool:
    """Tell whether what stands in brackets names the firm, and not its place or legal form."""
    found = form(part)
    return found is not None and not found.bare and len(found.joined) >= 3


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name in Latin letters; Chinese ones by syllable, or by meaning."""
    spaced = re.sub(HAN, lambda found: f" {anyascii(found[0])} ", _known_han(_legal_gone(name)))
    text = anyascii(names.key(spaced)).casefold()
    return tuple(re.sub(r"[^a-z0-9]+", " ", text.replace("'", "")).split())


def _known_han(name: str) -> str:
    """Return a name with the Chinese words of the table in English, the longest first."""
    pattern, means = _han()
    return pattern.sub(lambda found: f" {means[found[0]]} ", name)


@cache
def _han() -> tuple[re.Pattern[str], dict[str, str]]:
    means = {
        row["word"]: "" if row["kind"] == "form" else row["means"]
        for row in tables.rows("name_words")
        if HAN.match(row["word"])
    }
    longest = sorted(means, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest))), means


def _unabbreviated(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without a last one that only abbreviates those before it."""
    told = [word for word in words[:-1] if word not in SMALL]
    if len(told) >= 3 and words[-1] == "".join(word[0] for word in told):
        return words[:-1]
    return words


def _legal(name: str) -> frozenset[str]:
    """Return the kinds of legal form in a name, as rigour knows them: `llc`, `jsc`."""
    from rigour.names import extract_org_types

    text = " ".join(name.casefold().split())
    return frozenset(kind for _, kind in extract_org_types(text, generic=True) if kind in LEGAL)


def _legal_gone(name: str) -> str:
    """Return a name without the legal forms that rigour knows, in any script."""
    from rigour.names import remove_org_types

    text = " ".join(name.casefold().split())
    return remove_org_types(text, " ").strip() or text


def _parted(words: tuple[str, ...]) -> tuple[list[str], dict[str, set[str]]]:
    """Return the words that tell a firm, and the meanings of the others by their kind."""
    found: dict[str, set[str]] = {"trade": set(), "place": set(), "region": set(), "form": set()}
    kept, at = [], 0
    while at < len(words):
        size, known = _longest(words, at)
        if known is None:
            kept.append(words[at])
        else:
            found[known[0]].add(known[1])
        at += size
    return kept, found


def _longest(words: tuple[str, ...], at: int) -> tuple[int, tuple[str, str] | None]:
    known, longest = _known()
    for size in range(min(longest, len(words) - at), 0, -1):
        if (entry := known.get(words[at : at + size])) is not None:
            return size, entry
    return 1, None


@cache
def _known() -> tuple[dict[tuple[str, ...], tuple[str, str]], int]:
    """Return the words that do not tell a firm, by their Latin words, and the longest's length."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for row in (*tables.rows("country_names"), *tables.rows("countries")):
        word = tuple(re.sub(r"[^a-z0-9]+", " ", anyascii(names.key(row["name"])).lower()).split())
        if word and (len(word) > 1 or len(word[0]) > 3):
            found[word] = ("region", names.country_name(row["iso3"]))
    for row in tables.rows("name_words"):
        if not HAN.match(row["word"]):
            found[tuple(anyascii(row["word"]).split())] = (row["kind"], row["means"])
    return found, max(map(len, found))


@cache
def _stop() -> frozenset[str]:
    known, _ = _known()
    return frozenset(
        word[0] for word, (kind, _) in known.items() if kind == "form" and len(word) == 1
    )
