"""Say how alike two names are, and why."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from panoptrade.ontology import names

if TYPE_CHECKING:
    from panoptrade.graph.name_forms import Form

# Sounds that transliterations write in several ways, the longest first.
SOUNDS = (
    ("tch", "k"), ("sch", "s"), ("ts", "s"), ("tz", "s"), ("kh", "k"), ("ch", "k"), ("zh", "s"),
    ("sh", "s"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("ci", "si"), ("ce", "se"),
    ("cy", "sy"), ("c", "k"), ("q", "k"), ("z", "s"), ("j", "s"), ("w", "v"), ("b", "p"),
    ("d", "t"), ("g", "k"),
)  # fmt: skip
VOWEL = re.compile("[aeiouy]")
# An h is written or not, and begins a word only where it is spoken.
SILENT = "aeiouyh"


class Alike(NamedTuple):
    """How alike two names are, from 0 to 1, and why."""

    score: float
    reason: str


NOTHING = Alike(0.0, "")


def alike(left: Form, right: Form) -> Alike:
    """Return how alike two names are by their words, sounds and letters alone; both ways equal."""
    if left.words == right.words:
        return _same(left, right)
    found = (_checked(rule(left, right), left, right) for rule in RULES)
    # First letters stand for the places and trades too.
    return max(*found, _initials(left, right), key=lambda one: one.score)


def _checked(found: Alike, left: Form, right: Form) -> Alike:
    """Return the score less what speaks against it: other numbers, places, trades, a branch."""
    if not found.score:
        return NOTHING
    score, reasons = found.score, [found.reason]
    for against, factor in _against(left, right):
        score *= factor
        reasons.append(against)
    return Alike(round(score, 4), "; ".join(reasons))


def _against(left: Form, right: Form) -> list[tuple[str, float]]:
    found = []
    if left.numbers != right.numbers:
        found.append((f"numbers differ: {_side(left.numbers, right.numbers)}", 0.5))
    if left.places and right.places and not left.places & right.places:
        found.append((f"places differ: {_side(left.places, right.places)}", 0.65))
    if left.regions != right.regions:
        both = left.regions and right.regions
        what = "countries in the names differ" if both else "one names a country or region"
        found.append((f"{what}: {_side(left.regions, right.regions)}", 0.4 if both else 0.7))
    if left.trades and right.trades and not left.trades & right.trades:
        found.append((f"trades differ: {_side(left.trades, right.trades)}", 0.75))
    return found


def _same(left: Form, right: Form) -> Alike:
    if left.part != right.part:
        more = (left if left.part else right).text.strip()
        return Alike(0.93, f"one name is a part of a text: {more}")
    if left.legal and right.legal and left.legal != right.legal:
        return Alike(0.87, f"same name, legal forms differ: {_side(left.legal, right.legal)}")
    exact = names.key(left.text) == names.key(right.text)
    return (
        Alike(1.0, "same name")
        if exact
        else Alike(0.97, "same name but for its legal form or script")
    )


def _side(left: frozenset[str], right: frozenset[str]) -> str:
    return " / ".join(", ".join(sorted(one)) or "none" for one in (left, right))


def _core(left: Form, right: Form) -> Alike:
    """Compare what is left when legal form, places and trade words are gone."""
    if left.joined != right.joined:
        return NOTHING
    if left.bare or right.bare:
        same = left.bare and right.bare and set(left.words) == set(right.words)
        return Alike(0.9, "same words") if same else Alike(0.4, "same trade words")
    if len(left.joined) < 3:
        return Alike(0.5, f"same short word {left.joined!r}")
    if left.trades == right.trades and left.places == right.places:
        return Alike(0.97, "same but for legal form, spacing or script")
    return Alike(0.9, f"brand {left.joined!r} with and without place or trade words")


def _spelling(left: Form, right: Form) -> Alike:
    """Compare the letters of the cores: one slip in six letters, two in ten."""
    longest = max(len(left.joined), len(right.joined))
    edits = distance(left.joined, right.joined)
    allowed = 0 if longest < 6 else 1 if longest < 10 else 2
    if (
        not 0 < edits <= allowed
        or left.numbers != right.numbers
        or left.joined[0] != right.joined[0]
    ):
        return NOTHING
    return Alike(0.87 - 0.04 * edits, f"spelled alike: {left.joined} / {right.joined}")


def _sound(left: Form, right: Form) -> Alike:
    """Compare the sounds of the cores, written in one way for all transliterations."""
    if left.bare or right.bare or min(len(left.joined), len(right.joined)) < 4:
        return NOTHING
    said = f"sound alike: {left.joined} / {right.joined}"
    if sounds(left.joined) == sounds(right.joined):
        return Alike(0.86, said)
    first, second = consonants(left.joined), consonants(right.joined)
    if first != second or len(first) < 3 or left.foreign == right.foreign:
        return NOTHING
    # Arabic and Hebrew letters leave the vowels out; other names of one firm are about as long.
    written = all(VOWEL.search(one.joined) for one in (left, right))
    close = SequenceMatcher(None, left.joined, right.joined, autojunk=False).ratio()
    return Alike(0.6 + 0.25 * close, said) if not written or close > 0.6 else NOTHING


def _syllables(left: Form, right: Form) -> Alike:
    """Compare a Chinese name, by the first sounds of its syllables, with a Latin one."""
    if left.han == right.han:
        return NOTHING
    chinese, latin = (left, right) if left.han else (right, left)
    firsts = consonants("".join(word[0] for word in chinese.core))
    sounds = consonants(latin.joined)
    shared = len(left.trades & right.trades) + len(left.places & right.places)
    few = len(firsts) < 3 and (len(firsts) < 2 or shared < 3)
    if few or not sounds.startswith(firsts):
        return NOTHING
    said = f"syllables of {'-'.join(chinese.core)} sound as {latin.joined}"
    return Alike(min(0.4 + 0.09 * len(firsts) + 0.08 * shared, 0.92), said)


def _part(left: Form, right: Form) -> Alike:
    """Compare names of which one holds all words of the other's core, and more that tell."""
    short, long = sorted((left, right), key=lambda one: len(set(one.core)))
    few, many = set(short.core), set(long.core)
    if short.bare or not few < many or len(short.joined) < 4:
        return NOTHING
    more = [word for word in long.core if word not in few]
    share = len("".join(few)) / len("".join(many))
    return Alike(0.4 + 0.3 * share, f"one has more words: {' '.join(more)}")


def _words(left: Form, right: Form) -> Alike:
    """Compare names that share most of their words."""
    first, second = set(left.core), set(right.core)
    shared = first & second
    # A syllable that Chinese names share is no word.
    if not shared or left.bare or right.bare or left.han or right.han:
        return NOTHING
    share = 2 * sum(map(len, shared)) / (len("".join(first)) + len("".join(second)))
    return Alike(0.75 * share, f"share the words {' '.join(sorted(shared))}")


def _initials(left: Form, right: Form) -> Alike:
    """Compare a short name with the first letters of a long one."""
    short, long = sorted((left, right), key=lambda one: (len(one.words), len(one.core), one.text))
    letters = short.joined
    if len(short.core) > 1 or len(long.words) < 3 or long.han or len(letters) < 3:
        return NOTHING
    if letters in long.initials:
        return Alike(0.6 + 0.04 * min(len(letters), 5), f"{letters} are the first letters")
    if len(letters) > 3 and any(_but_one(letters, one) for one in long.initials):
        return Alike(0.71, f"{letters} are the first letters but one")
    return NOTHING


def _but_one(short: str, long: str) -> bool:
    """Tell whether one letter inside of the long text is all that the short one lacks."""
    return any(short == long[:at] + long[at + 1 :] for at in range(1, len(long) - 1))


RULES = (_core, _spelling, _sound, _syllables, _part, _words)


@cache
def sounds(text: str) -> str:
    """Return a Latin word with the ways of transliterating one sound made one, none doubled."""
    for written, sound in SOUNDS:
        text = text.replace(written, sound)
    text = text.replace("y", "i").replace("ou", "u").replace("oo", "u")
    return "".join(char for at, char in enumerate(text) if at == 0 or char != text[at - 1])


@cache
def consonants(text: str) -> str:
    """Return the consonants of a Latin word, as `sounds` writes them."""
    found = sounds(text)
    first = found[:1] if found[:1] not in SILENT or found[:1] == "h" else ""
    kept = first + "".join(char for char in found[1:] if char not in SILENT)
    return "".join(char for at, char in enumerate(kept) if at == 0 or char != kept[at - 1])


def distance(left: str, right: str) -> int:
    """Return how many letters must be changed, put in or left out to make one the other."""
    from rigour.text.distance import levenshtein

    return int(levenshtein(left, right))
