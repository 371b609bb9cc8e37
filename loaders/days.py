"""Read the days that lists print day first, as `31/12/2020`, `31-12-2020` or `03-Feb-2026`."""

from __future__ import annotations

import re
from datetime import datetime

XML = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:.]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")
FORMS = ("%d/%m/%Y", "%d-%m-%Y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y")


def iso(text: str) -> str | None:
    """Return a day as `2020-12-31`; None for what is not printed day first.

    >>> iso("31/12/2020"), iso("03-Feb-2026"), iso("2020-12-31")
    ('2020-12-31', '2026-02-03', None)
    """
    for form in FORMS:
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None


def bare(text: str) -> str:
    """Return a day of XML without the time and the zone behind it; other texts as they are.

    >>> bare("2015-03-27-04:00"), bare("2022-12-09T00:00:00"), bare("soon")
    ('2015-03-27', '2022-12-09', 'soon')
    """
    found = XML.fullmatch(text)
    return found[1] if found else text


def parts(year: str, month: str, day: str) -> str:
    """Return a partial date of its numbers; those that are blank are left away.

    >>> parts("2024", "3", "5"), parts("2024", "", "")
    ('2024-03-05', '2024')
    """
    found = [year.zfill(4), *(one.zfill(2) for one in (month, day) if re.fullmatch("[0-9]+", one))]
    return "-".join(found)
