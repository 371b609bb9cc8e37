"""Tell whether identifiers can be: most end in a digit that the others give."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # of GB 32100-2015, without I, O, S, V and Z


def lei(text: str) -> bool:
    """Tell it of a Legal Entity Identifier (ISO 17442): modulo 97 of ISO 7064."""
    return bool(re.fullmatch(r"[0-9A-Z]{18}[0-9]{2}", text)) and int(_digits(text)) % 97 == 1


def isin(text: str) -> bool:
    """Tell it of an identifier of a security (ISO 6166): Luhn's sum of its digits."""
    if not re.fullmatch(r"[A-Z]{2}[0-9A-Z]{9}[0-9]", text):
        return False
    digits = [int(digit) for digit in reversed(_digits(text))]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def uscc(text: str) -> bool:
    """Tell it of a Chinese Unified Social Credit Code (GB 32100-2015): modulo 31."""
    if not re.fullmatch(rf"[{USCC}]{{2}}[0-9]{{6}}[{USCC}]{{10}}", text):
        return False
    weights = (pow(3, at, 31) for at in range(17))
    total = sum(weight * USCC.index(char) for weight, char in zip(weights, text, strict=False))
    return USCC[-total % 31] == text[17]


def wikidata(text: str) -> bool:
    """Tell it of a Wikidata item."""
    return re.fullmatch(r"Q[1-9][0-9]*", text) is not None


# By the property that holds one.
CHECKS: dict[str, Callable[[str], bool]] = {
    "lei": lei,
    "isin": isin,
    "uscc": uscc,
    "wikidata": wikidata,
}


def _digits(text: str) -> str:
    return "".join(str(int(char, 36)) for char in text)
