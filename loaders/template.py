"""Give the header of the table that a user fills in for a class."""

from __future__ import annotations

import csv
import io

from panoptrade.loaders import table
from panoptrade.ontology import schema


def template(cls: str) -> str:
    r"""Return the header row of a class's table as CSV; `load table` reads what is put under it.

    A list in a cell is separated by `|`; `id` may stay empty. Raises UnknownWordError naming the
    nearest class.

    >>> template("Unrest")
    'id,country,year,measure,value,locator,grade,seen\n'
    """
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(table.columns(schema.get(cls).name))
    return written.getvalue()
