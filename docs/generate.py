"""Write the generated parts of the documents anew: `python docs/generate.py`.

A part stands between `<!-- made: NAME -->` and `<!-- end -->`, and a test compares it.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import panoptrade as pt
from panoptrade.cli import main
from panoptrade.graph import lpg, named, specifications
from panoptrade.loaders import spec
from panoptrade.ontology import schema, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    "README.md",
    "DATA.md",
    "docs/commands.md",
    "docs/cypher.md",
    "docs/flows.md",
    "docs/pictures.md",
    "docs/queries.md",
    "docs/sources.md",
    "docs/weak-democracies.md",
)
SHOWN = {"dark": "dark", "narrow": "on a narrow screen", "sheet": "printed", "landscape": "printed"}
PART = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
REFERENCE = (
    "countries", "country_names", "centroids", "technologies", "technology_words", "programmes",
    "programme_tags", "regimes", "definitions", "aliases", "name_words", "memberships",
    "restriction_reach", "ownership_rules", "published", "printed",
)  # fmt: skip


LIMITS = """\
- {weak} of {deals} deals are a presence or a detection: the technology was there, or was measured
  on a network. Neither is a sale.
- {undated} of {deals} deals have no date. They are in no year unless you ask for one, and every
  table counts them apart.
- {possible} deals list vendors and technologies of one country side by side; which vendor brought
  which is not known, and is not guessed.
- {unnamed} deals name no technology; {priced} say what was paid.
- {placeless} of {vendors} vendors have no known country.
"""


def page(name: str) -> str:
    """Return a page with its generated parts as they should be."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return PART.sub(lambda found: found[1] + PARTS[found[2]]() + found[3], text)


def limits() -> str:
    """Return what the starter graph does not know, in numbers."""
    graph = pt.starter()
    deals, vendors = graph.table("Deal"), graph.table("Vendor")
    return LIMITS.format(
        deals=len(deals),
        vendors=len(vendors),
        weak=sum(deals["kind"].isin(["presence", "detection"])),
        undated=sum(deals["start"].isna() & deals["disclosed"].isna()),
        possible=sum(deals["pairing"] == "possible"),
        unnamed=sum(one is None or len(one) == 0 for one in deals["technology"]),
        priced=sum(deals["value"].notna()),
        placeless=sum(one is None or len(one) == 0 for one in vendors["country"]),
    )


def starter() -> str:
    """Return the table of the sources that ship, with their counts of records."""
    folder = ROOT / "loaders" / "starter"
    rows = []
    for path in sorted(folder.glob("*/source.json")):
        meta = json.loads(path.read_text(encoding="utf-8"))
        counts = (f"{_rows(one)} {one.stem}" for one in sorted(path.parent.glob("*.csv")))
        title = f"[{meta['title']}]({meta['url']})" if meta["url"] else meta["title"]
        about = (meta["publisher"], meta["licence"], meta["retrieved"], ", ".join(counts))
        rows.append((f"`{meta['id']}`", title, *about))
    return _table(("source", "title", "publisher", "terms", "copy of", "records"), rows)


def reference() -> str:
    """Return the reference tables of the ontology with their numbers of rows."""
    rows = [(f"`ontology/{one}.csv`", _rows(ROOT / "ontology" / f"{one}.csv")) for one in REFERENCE]
    return _table(("table", "rows"), rows)


def regressions() -> str:
    """Return the regressions that can be asked for."""
    rows = [
        (f"`{one.name}`", one.label, f"`{one.formula}`", one.cluster)
        for one in specifications.SPECIFICATIONS.values()
    ]
    return _table(("specification", "what it is", "formula", "errors clustered by"), rows)


def definitions() -> str:
    """Return the named definitions of weak democracy and autocracy."""
    rows = [
        (f"`{one['name']}`", one["version"], one["index"], one["label"], one["group"], one["url"])
        for one in tables.rows("definitions")
    ]
    return _table(("name", "version", "index", "in it", "stands for", "source"), rows)


def loaders() -> str:
    """Return each loader: its terms, its files, where a person gets them, what a row means."""
    return "\n".join(_loader(name) for name in spec.loaders())


def commands() -> str:
    """Return each command with its arguments and options."""
    return "\n".join(_command(name, one) for name, one in _commands(main, "panoptrade"))


def questions() -> str:
    """Return each named question with what it takes."""
    return "\n".join(_question(one) for one in named.queries().values())


def picture() -> str:
    """Return the nodes and relationships of the property graph, as text."""
    ties: dict[str, list[str]] = {}
    for cls, one in schema.classes().items():
        if one.kind == "edge":
            ends = [schema.properties(cls)[end].targets for end in (one.source, one.target)]
            _tie(ties, "|".join(ends[0]), f"{cls.upper()} {{…}}", ends[1])
        else:
            for name, other in schema.properties(cls).items():
                if other.targets and other.owner == cls:
                    _tie(ties, cls, name.upper(), other.targets)
    _tie(ties, "Country", f"{lpg.lpg_trade.TYPE} {{derived: true, …}}", ("Country",))
    lines = [line for cls in ties for line in ties[cls]]
    return "\n".join(["```text", *lines, "```", ""])


def pictures() -> str:
    """Return each page with the command that writes it, and its pictures."""
    pages = tomllib.loads((ROOT / "docs" / "pictures.toml").read_text(encoding="utf-8"))
    return "\n".join(_pictured(name, one) for name, one in pages.items())


def _pictured(name: str, one: dict[str, Any]) -> str:
    command = one["command"].format(file=f"{name}.html", folder=name)
    parts = [f"## {one['title']}\n\n`panoptrade {command}`\n"]
    for key, shot in one["pictures"].items():
        words = (SHOWN[word] for word in (shot.get("scheme"), shot.get("size")) if word in SHOWN)
        how = ", ".join([one["title"], *words])
        parts.append(f"![{how}](pictures/{key}.webp)\n")
    return "\n".join(parts)


def _tie(ties: dict[str, list[str]], source: str, tie: str, targets: Iterable[str]) -> None:
    ties.setdefault(source, []).append(f"(:{source})-[:{tie}]->(:{'|'.join(targets)})")


def _question(one: named.Query) -> str:
    given = ("" if each.required else f"`{each.default}`" for each in one.parameters.values())
    rows = [
        (f"`{each.name}`", each.type, default if each.default != "" else "any", each.says)
        for each, default in zip(one.parameters.values(), given, strict=True)
    ]
    languages = "Cypher, SPARQL" if one.name in named.queries("sparql") else "Cypher"
    said = " ".join(part for part in (f"**{one.question}**", one.note) if part)
    return (
        f"## {one.name}\n\n{said} In {languages}.\n\n"
        f"{_table(('parameter', 'type', 'default', 'meaning'), rows)}"
    )


def _loader(name: str) -> str:
    one = spec.read(name)
    files = "".join(f"- {file.what}; from {file.where}\n" for file in one.files.values())
    where = f" <{one.url}>." if one.url else ""
    facts = f"Terms: {one.licence}. Grade: {one.grade}.{where}"
    return f"## {name}\n\n{one.title}: {one.publisher}.\n{facts}\n\n{one.note}\n\n{files}"


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, one in sorted(group.commands.items()):
        if isinstance(one, click.Group):
            yield from _commands(one, f"{path} {name}")
        else:
            yield f"{path} {name}", one


def _command(name: str, one: click.Command) -> str:
    text, _, example = (one.help or "").partition("\b")
    said = " ".join(text.split())
    lines = [line.strip() for line in example.splitlines() if line.strip()][1:]
    shown = "\n".join(["```sh", *lines, "```"])
    rows = [_parameter(parameter) for parameter in one.params]
    return f"## {name}\n\n{said}\n\n{shown}\n\n{_table(('argument or option', 'meaning'), rows)}"


def _parameter(one: click.Parameter) -> tuple[str, str]:
    if isinstance(one, click.Option):
        choices = one.type.choices if isinstance(one.type, click.Choice) else ()
        named = ", ".join([*one.opts, *one.secondary_opts])
        said = [one.help or "", f"One of: {', '.join(map(str, choices))}." if choices else ""]
        return f"`{named}`", " ".join(part for part in said if part)
    return f"`{one.make_metavar(click.Context(main))}`", "several" if one.nargs == -1 else ""


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def _table(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in (tuple(head), *rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    lines.insert(1, "|" + "---|" * len(cells[0]))
    return "\n".join(lines) + "\n"


PARTS: dict[str, Callable[[], str]] = {
    "commands": commands,
    "definitions": definitions,
    "specifications": regressions,
    "limits": limits,
    "loaders": loaders,
    "picture": picture,
    "pictures": pictures,
    "questions": questions,
    "reference": reference,
    "starter": starter,
}

if __name__ == "__main__":
    for one in sys.argv[1:] or PAGES:
        (ROOT / one).write_text(page(one), encoding="utf-8")
