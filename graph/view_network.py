"""Write the quick view: one page with an interactive picture of a small network."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from importlib.resources import files
from shlex import quote
from typing import TYPE_CHECKING, Any

from panoptrade.graph import drawing, page, palette
from panoptrade.graph.project import project
from panoptrade.ontology import tables, words

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.graph.drawing import Drawing
    from panoptrade.graph.project import Projected
    from panoptrade.graph.workspace import Workspace

LARGEST = 1500
OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1, "scaling": {"label": False}},
    "edges": {"smooth": False, "selectionWidth": 0, "hoverWidth": 0.6},
    "interaction": {"hover": True, "tooltipDelay": 90, "hideEdgesOnDrag": True, "keyboard": False},
}
ARROWS = {"to": {"enabled": True, "scaleFactor": 0.35}}


class TooLargeError(ValueError):
    """A network has more nodes than the quick view can show."""


def view(
    graph: Workspace,
    path: str | Path,
    projection: str = "vendor-country",
    *,
    limit: int | None = None,
    regime: str | None = "row",
    title: str | None = None,
    seed: int = 0,
    **filters: Any,
) -> Path:
    """Write a projection as one HTML file that runs from disk, and return its path.

    `limit` keeps that many nodes with the most deals; `regime` is the index whose latest classes
    colour the countries, None for no colours; the filters are those of `project`.
    Raises TooLargeError above 1,500 nodes, ValueError when nothing passes the filters.
    """
    if regime is not None:
        words.choose(regime, tables.terms("regime-index"), "regime index")
    found = project(graph, projection, **filters)
    if found.edges.empty:
        msg = f"nothing to draw: {'; '.join(found.notes)}"
        raise ValueError(msg)
    shown = found if limit is None else _strongest(found, limit)
    if len(shown.nodes) > LARGEST:
        raise TooLargeError(_too_large(graph, shown))
    drawn = drawing.draw(graph, shown, regime=regime, seed=seed)
    return page.write(path, _page(graph, found, shown, drawn, title))


def _too_large(graph: Workspace, shown: Projected) -> str:
    """Say what would do instead, the explorer by commands that can be copied."""
    explorer = f"panoptrade view explorer -w {quote(str(graph.path))}"
    best = shown.nodes.sort_values(["links", "id"], ascending=[False, True])["id"].iloc[0]
    return (
        f"{len(shown.nodes)} nodes; this view shows up to {LARGEST}: keep the strongest with "
        "limit, as limit=300, or filter by technology, kinds, source, grade or years. The explorer "
        "shows it whole, and has these filters on its page:\n"
        f"  {explorer}\n"
        "or what lies around one thing, as the best tied one:\n"
        f"  {explorer} --about {quote(best)} --hops 1"
    )


def _strongest(found: Projected, limit: int) -> Projected:
    """Return a projection of its nodes with the most deals, and the ties among them."""
    order = found.nodes.sort_values(["deals", "links", "id"], ascending=[False, False, True])
    kept = set(order["id"].head(limit))
    edges = found.edges[found.edges["source"].isin(kept) & found.edges["target"].isin(kept)]
    tied = set(edges["source"]) | set(edges["target"])
    nodes = found.nodes[found.nodes["id"].isin(tied)]
    return replace(found, edges=edges.reset_index(drop=True), nodes=nodes.reset_index(drop=True))


def _page(
    graph: Workspace, found: Projected, shown: Projected, drawn: Drawing, title: str | None
) -> str:
    heading = title or found.projection.description.removesuffix(".")
    unit = "deal" if found.projection.cls == "Deal" else "record"
    summary = f"{_some(len(shown.edges), 'tie')} as a table"
    texts = {
        "heading": heading,
        "label": f"{heading}: a picture of {len(shown.nodes)} nodes. Arrow keys move it, + and - "
        "zoom, 0 shows all; the table below says the same in words.",
        "counts": _counts(found, shown, unit),
        "summary": summary,
        "source": found.projection.source.capitalize(),
        "target": found.projection.target.capitalize(),
        "unit": f"{unit.capitalize()}s",
    }
    safe = {name: escape(text) for name, text in texts.items()}
    safe["notes"] = page.items(_notes(found, shown, drawn))
    used = sorted({one for sources in shown.edges["sources"] for one in sources})
    metas = graph.sources()
    safe["sources"] = page.sources((one, metas.get(one, {})) for one in used)
    legend, colours = _legend(drawn)
    safe["legend"] = f"{legend}<p>A larger shape has more ties, a thicker line more {unit}s.</p>"
    return page.compose(
        "network",
        safe,
        title=f"{heading} – panoptrade",
        scripts=[_library(), page.read("network.js")],
        style=colours,
        data=_vis(drawn, arrows=_alike(shown)),
    )


def _counts(found: Projected, shown: Projected, unit: str) -> str:
    first, last = shown.edges["first_year"].dropna(), shown.edges["last_year"].dropna()
    parts = [
        f"{_some(len(shown.nodes), 'node')}, {_some(len(shown.edges), 'tie')}",
        _some(found.totals["counted"], unit),
        drawing.between(int(first.min()), int(last.max())) if len(first) else "no dates",
    ]
    if found.totals["undated"]:
        out = " left out" if found.filters.get("undated") == "drop" else ""
        parts.append(f"{found.totals['undated']} undated{out}")
    return " · ".join(parts)


def _some(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


def _notes(found: Projected, shown: Projected, drawn: Drawing) -> list[str]:
    unit = "deal" if found.projection.cls == "Deal" else "record"
    ends = f"{found.projection.source} and {found.projection.target}"
    notes = [f"A line ties {ends} that are named together in at least one {unit}."]
    if len(shown.nodes) < len(found.nodes):
        notes.append(
            f"Shown: the {len(shown.nodes)} nodes with the most {unit}s of {len(found.nodes)}, and "
            f"{len(shown.edges)} of {len(found.edges)} ties; counts are of the whole network."
        )
    if found.filters:
        given = ", ".join(f"{name} {value}" for name, value in found.filters.items())
        notes.append(f"Filters: {given}.")
    notes += [f"{note[0].upper()}{note[1:]}." for note in found.notes]
    if found.projection.cls == "Deal":
        notes.append(
            "A presence or a detection is not a sale: it says that a technology was found "
            "somewhere, not who sold or bought it. Two sources may report one deal."
        )
    notes += drawn.notes
    return [*notes, "A tie that is missing was not reported; that does not mean there is none."]


def _legend(drawn: Drawing) -> tuple[str, str]:
    """Return the legend's HTML, and the rules of its colours: the policy allows no style here."""
    parts: list[str] = []
    rules: list[str] = []
    for heading, rows in drawn.legend.items():
        parts.append(f"<h2>{escape(heading)}</h2><ul>")
        for shape, dye, text, number in rows:
            parts.append(
                f'<li><i class="{shape} c{len(rules)}"></i>{escape(text)}<b>{number}</b></li>'
            )
            rules.append(f".c{len(rules)}{{background:{palette.css(dye)}}}")
        parts.append("</ul>")
    return "".join(parts), "\n" + "\n".join(rules) + "\n"


def _alike(shown: Projected) -> bool:
    """Tell whether both ends may be of one class, so that only an arrow shows the direction."""
    classes = dict(zip(shown.nodes["id"], shown.nodes["class"], strict=True))
    ends = ({classes[one] for one in shown.edges[end]} for end in ("source", "target"))
    return bool(set.intersection(*ends))


def _vis(drawn: Drawing, *, arrows: bool) -> dict[str, Any]:
    """Pass the drawing through pyvis, whose template is not used: it asks two CDNs for scripts."""
    from pyvis.network import Network

    made = Network(directed=True)  # else it searches all edges for each one added
    for number, node in enumerate(drawn.nodes):
        made.add_node(number, **{**node, "color": node["dye"][0]})
    for number, edge in enumerate(drawn.edges):
        found = {**edge, "id": number, "color": edge["dye"][0], "arrows": ARROWS if arrows else ""}
        made.add_edge(found.pop("from"), found.pop("to"), **found)
    made.set_options(json.dumps(OPTIONS))
    nodes, edges, _, _, _, options = made.get_network_data()
    surface = palette.table()["surface"]
    return {"nodes": nodes, "edges": edges, "options": json.loads(options), "surface": surface}


def _library() -> str:
    path = "templates/lib/vis-9.1.2/vis-network.min.js"
    return files("pyvis").joinpath(path).read_text(encoding="utf-8")
