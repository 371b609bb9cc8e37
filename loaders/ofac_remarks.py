"""Find in the remarks of an OFAC list what they say in one clear form: numbers and dates."""

from __future__ import annotations

import re
from datetime import datetime

# A remark is cut after 1,000 characters and goes on in another file, so a blank can be lost.
FORMS = {
    "uscc": r"Unified\s*Social\s*Credit\s*Code\s*\(USCC\)\s*([0-9A-Z]{18})\b",
    "lei": r"Legal\s*Entity\s*Number\s*([0-9A-Z]{18}[0-9]{2})\b",
    "isin": r"ISIN\s*([A-Z]{2}[0-9A-Z]{9}[0-9])\b",
    "registration": r"Registration\s*Number\s*([^();]+\([^();]+\))",
}
EFFECTIVE = re.compile(r"Effective\s*Date\s*\([^()]*\):?\s*(\d{2}\s*[A-Z][a-z]{2}\s*\d{4})\b")


def numbers(remarks: str) -> dict[str, list[str]]:
    """Return the numbers of registers and of securities by property of Organization."""
    items = [item.strip() for item in remarks.split(";")]
    return {
        name: [found[1] for item in items if (found := re.match(rf"(?:alt\.\s*)?{form}", item))]
        for name, form in FORMS.items()
    }


def effective(remarks: str) -> str | None:
    """Return the date on which the restriction takes effect; None unless exactly one is given."""
    found = {re.sub(r"\s", "", text) for text in EFFECTIVE.findall(remarks)}
    if len(found) != 1:
        return None
    return datetime.strptime(found.pop(), "%d%b%Y").date().isoformat()  # noqa: DTZ007 - a day
