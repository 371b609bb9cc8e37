"""Show frames in a notebook with units, aligned numbers and greyed remainders."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any

from panoptrade.graph import projections
from panoptrade.ontology import tables

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    import pandas as pd
    from pandas.io.formats.style import Styler

NONE = "–"
ROWS = 60
# By themselves, so that they suit a light and a dark notebook.
REMAINDER = "opacity:0.62;font-style:italic"
NOTES = "caption-side:bottom;text-align:left;opacity:0.75;white-space:pre-line;padding-top:6px"


def styled(frame: pd.DataFrame, *, rows: int | None = ROWS) -> Styler:
    """Return a frame as pandas' Styler shows it: units, numbers to the right, notes beneath.

    The unit of a column is that of `columns.csv` for what our analyses count, else that of the
    property of its name in `properties.csv`. Rows of what is not known, as `(undated)`, are grey.
    Of a longer frame the first `rows` are shown, and the caption says so; None shows all. Every
    text is escaped. An empty frame gives its headings.
    """
    shown = frame if rows is None else frame.head(rows)
    shown = shown if shown.index.is_unique else shown.reset_index(drop=True)
    found = _columns(frame)
    styler = shown.style.format({name: _cell(found[name][1]) for name in shown.columns})
    styler = styler.format_index(lambda name: _heading(str(name), found[name][0]), axis=1)
    styler = _index(styler, shown)
    numeric: list[Hashable] = [name for name in shown.columns if _numeric(shown[name])]
    styler = styler.set_properties(subset=numeric, **{"text-align": "right"})
    styler = styler.apply(_greyed, axis=1)
    styler.set_table_styles([
        {"selector": "caption", "props": NOTES},
        {"selector": "td", "props": "vertical-align:top;max-width:28em;overflow-wrap:break-word"},
        {"selector": "th.col_heading", "props": "vertical-align:bottom"},
    ])  # fmt: skip
    return styler.set_caption(_caption(frame, len(shown)))


def notebook() -> None:
    """Show every frame of panoptrade styled in this notebook, as `styled` does; others stay.

    A frame is ours when it carries notes (`attrs["notes"]`), as all answers do.
    Raises ValueError where there is no notebook.
    """
    import pandas as pd
    from IPython import get_ipython

    shell = get_ipython()
    if shell is None:
        msg = "there is no notebook here; in a program use styled(frame).to_html()"
        raise ValueError(msg)
    shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, _html)


def _html(frame: pd.DataFrame) -> str | None:
    if "notes" not in frame.attrs or not frame.columns.is_unique:
        return frame._repr_html_()  # type: ignore[operator, no-any-return]
    return styled(frame).to_html()


def _columns(frame: pd.DataFrame) -> dict[Any, tuple[str, str]]:
    """Return the unit and the form of each column."""
    names = {str(name) for name in frame.columns}
    found = {name: _meant(str(name), names) for name in frame.columns}
    projection = frame.attrs.get("projection")
    if projection is not None and projections.choose(projection).cls != "Deal":
        found = {
            name: ("records" if unit == "deals" else unit, form)
            for name, (unit, form) in found.items()
        }
    return found


def _meant(name: str, beside: Iterable[str]) -> tuple[str, str]:
    for row in tables.rows("columns"):
        if row["column"] == name and (not row["beside"] or row["beside"] in beside):
            return row["unit"], row["form"]
    return _properties().get(name, ("", ""))


@cache
def _properties() -> dict[str, tuple[str, str]]:
    """Return the unit and the form of the properties that mean one thing in every class."""
    forms = {"percent": "percent", "year": "year"}
    found: dict[str, set[tuple[str, str]]] = {}
    for row in tables.rows("properties"):
        meant = (row["unit"], forms.get(row["type"], ""))
        found.setdefault(row["name"], set()).add(meant)
    return {name: next(iter(several)) for name, several in found.items() if len(several) == 1}


def _heading(name: str, unit: str) -> str:
    small = f"<br><small>{escape(unit)}</small>" if unit and unit != name else ""
    return f"{escape(name)}{small}"


def _cell(form: str) -> Callable[[Any], str]:
    """Return what writes a value of a column; a text is escaped, a list joined."""
    import pandas as pd

    write = FORMS.get(form, _plain)

    def cell(value: Any) -> str:
        if hasattr(value, "tolist"):
            value = value.tolist()
        if isinstance(value, (list, tuple, set)):
            return escape(", ".join(map(str, value)))
        if pd.isna(value):
            return NONE
        if isinstance(value, bool):
            return "yes" if value else "no"
        return write(value) if isinstance(value, (int, float)) else escape(str(value))

    return cell


def _plain(value: float) -> str:
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _count(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def _finite(form: str) -> Callable[[float], str]:
    return lambda value: "infinite" if value == float("inf") else format(value, form)


FORMS: Mapping[str, Callable[[float], str]] = {
    "count": _count,
    "percent": lambda value: f"{value:.1f}",
    "decimal": _finite(".4g"),
    "ratio": _finite(",.2f"),
    "year": lambda value: f"{value:.0f}",
}


def _numeric(column: pd.Series[Any]) -> bool:
    """Tell whether all that is known of a column is numbers."""
    known = [one for one in column if one is not None and one == one]
    number = _number()
    return bool(known) and all(
        isinstance(one, number) and not isinstance(one, bool) for one in known
    )


def _number() -> tuple[type, ...]:
    import numpy as np

    return (int, float, np.integer, np.floating)


def _greyed(row: pd.Series[Any]) -> list[str]:
    texts = (one for one in row if isinstance(one, str))
    unknown = any(one.startswith("(") and one.endswith(")") for one in texts)
    return [REMAINDER if unknown else ""] * len(row)


def _index(styler: Styler, shown: pd.DataFrame) -> Styler:
    import pandas as pd

    if isinstance(shown.index, pd.RangeIndex) or shown.index.dtype.kind == "i":
        return styler.hide(axis="index")
    return styler.format_index(lambda one: escape(str(one)), axis=0)


def _caption(frame: pd.DataFrame, shown: int) -> str:
    some = [f"{shown} of {len(frame)} rows shown"] if shown < len(frame) else []
    return "\n".join(escape(str(one)) for one in [*some, *frame.attrs.get("notes", ())])
