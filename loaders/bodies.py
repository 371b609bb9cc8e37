"""Tell by its words whether a name is a body's, and key the entries of lists without numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from panoptrade.ontology import names

if TYPE_CHECKING:
    from collections.abc import Collection

UNSAID = "the list does not say whether this is a person or a body"
# Legal forms, and what only bodies are called, in names as lists print them; whole words.
WORD = re.compile(
    r"\b(?:ab|ag|ao|as|bv|co|fz|kg|lp|nv|oy|sa|sl)$|"  # elsewhere they are names of persons too
    r"\b(?:aps|bhd|company|corp|corporation|fzc|fzco|fze|gmbh|inc|incorporated|jsc|"
    r"kft|limited|llc|llp|ltd|ltda|oao|ojsc|ooo|pao|pjsc|plc|pte|pty|pvt|"
    r"sae|sal|sarl|sdn|spa|srl|zao|academy|agency|airlines|airways|association|"
    r"authority|aviation|bank|brigade|bureau|center|centre|college|commission|"
    r"committee|complex|contracting|council|department|directorate|electronic|"
    r"electronics|engineering|enterprise|enterprises|equipment|exchange|export|"
    r"factory|force|forces|foundation|group|hospital|import|industrial|industries|"
    r"industry|institute|institution|international|investment|investments|"
    r"laboratories|laboratory|logistics|manufacturing|military|ministry|network|"
    r"networks|office|organisation|organization|plant|police|project|regiment|"
    r"research|school|security|service|services|shipping|society|solutions|"
    r"studies|system|systems|technologies|technology|telecom|trade|trading|"
    r"transport|union|university|workshop|works"
    r")\b"
)


def is_body(name: str) -> bool:
    """Tell whether a word of the name says that it is a body; False leaves it open."""
    plain = re.sub(r"\b(\w)[ .](?=\w\b)", r"\1", names.key(name))  # "s.a." is "sa"
    return bool(WORD.search(plain))


def key(name: str, countries: Collection[str]) -> str:
    """Return the key of an entry: its name, after the country where exactly one is known.

    A namesake elsewhere is another entry: a restriction must not fall on it.
    """
    (one, *rest) = sorted(set(countries)) or [""]
    place = "" if rest else one.removeprefix("country:").casefold()
    return "-".join(filter(None, [place, names.slug(name)]))
