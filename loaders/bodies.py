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
    r"\b(?:ab|ag|ao|as|aps|bhd|bv|co|company|corp|corporation|fz|fzc|fzco|fze|"
    r"gmbh|inc|incorporated|jsc|kft|kg|limited|llc|llp|lp|ltd|ltda|nv|oao|"
    r"ojsc|ooo|oy|pao|pjsc|plc|pte|pty|pvt|sa|sae|sal|sarl|sdn|sl|spa|srl|"
    r"zao|academy|agency|airlines|airways|association|authority|aviation|bank|"
    r"brigade|bureau|center|centre|college|commission|committee|complex|"
    r"contracting|council|department|directorate|electronic|electronics|engineering|"
    r"enterprise|enterprises|equipment|exchange|export|factory|force|forces|"
    r"foundation|general|group|hospital|import|industrial|industries|industry|"
    r"institute|institution|international|investment|investments|laboratories|"
    r"laboratory|logistics|manufacturing|military|ministry|network|networks|office|"
    r"organisation|organization|plant|police|project|regiment|research|school|"
    r"security|service|services|shipping|society|solutions|studies|system|systems|"
    r"technologies|technology|telecom|trade|trading|transport|union|university|"
    r"workshop|works"
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
