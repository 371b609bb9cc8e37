"""A small invented world of trade, to know answers by heart: real countries, no real firm.

Vendors, and what they sell (kind, year; `?` undated):

    Acme Lantern Works (CHN) ── contract 2015, maintenance 2018 ──▶ Kenya
                             ── presence ?, unpaired with Borealis ──▶ Uganda
    Borealis Gaze (USA)      ── contract 2016 ──▶ Kenya,  presence ? ──▶ Uganda
    Cobalt Owl (ISR)         ── deployment 2017 from Israel and Hungary ──▶ Mexico
                             ── detection ? ──▶ Uganda
    Dune Whisper (ARE)       ── licence refused 2019 ──▶ Uganda,  sale in the 2010s ──▶ Kenya
    Ember Lens (CHN)         ── contract 2020, at home ──▶ China
    (not disclosed)          ── deployment 2012 from the United States ──▶ Mexico
    Fennel Sensors (JPN)     sells to vendors only

Owners:     Granite Holdings ─25%, 2014 to 2019─▶ Acme ─60%, since 2012─▶ Ember
            Hypatia Quill ─control, as of 2018─▶ Cobalt Owl
Suppliers:  Fennel ─image sensors, as of 2018─▶ Acme,  Fennel ─cameras, since 2012─▶ Borealis
Later:      Cobalt Owl ─renamed 2021─▶ Cobalt Night
Restricted: Acme, BIS Entity List, since 2019-10-09
Regimes:    Kenya falls from electoral democracy (to 2015) to electoral autocracy (from 2016)

The sources are `gazette`, and `atlas-1` and `atlas-2` of one loader, `atlas`. They disagree on
when Acme was founded: the gazette, which is official, says 2009, the atlas 2010.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.graph import merge
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load
from panoptrade.ontology.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

GAZETTE, ATLAS, ATLAS_2 = "gazette", "atlas-1", "atlas-2"
GRADES = {GAZETTE: "official", ATLAS: "research", ATLAS_2: "press"}
LOADERS = {GAZETTE: "gazette", ATLAS: "atlas", ATLAS_2: "atlas"}
SEEN = {GAZETTE: "2021", ATLAS: "2022", ATLAS_2: "2019"}

VENDORS = {
    "acme-lantern-works": ("Acme Lantern Works", "CHN"),
    "borealis-gaze": ("Borealis Gaze", "USA"),
    "cobalt-owl": ("Cobalt Owl", "ISR"),
    "cobalt-night": ("Cobalt Night", "ISR"),
    "dune-whisper": ("Dune Whisper", "ARE"),
    "ember-lens": ("Ember Lens", "CHN"),
    "fennel-sensors": ("Fennel Sensors", "JPN"),
}
ROW = {  # the class of Regimes of the World in 2014, 2015, … 2020
    "KEN": "2211111",
    "UGA": "1111111",
    "MEX": "2222222",
    "CHN": "0000000",
    "ISR": "3333333",
    "USA": "3333333",
}
FREEDOM = {"KEN": "PF", "UGA": "NF", "MEX": "PF", "CHN": "NF", "ISR": "F", "USA": "F"}
POLITY = {"KEN": 9, "UGA": -1, "MEX": 8, "CHN": -7, "ISR": 6, "USA": 8}


def build(
    path: Path, extra: Iterable[Record] = (), metas: dict[str, dict[str, Any]] | None = None
) -> Workspace:
    """Return a workspace at `path` that holds the world, and whatever records a test adds."""
    known = {source: meta(source) for source in GRADES} | (metas or {})
    load.write(path, [*records(), *extra], known)
    merge.build(path)
    return Workspace(path)


def meta(source: str, **changed: Any) -> dict[str, Any]:
    """Return the facts about a source of the world."""
    return {
        "id": source,
        "loader": LOADERS.get(source, source),
        "title": f"The Invented {source.title()}",
        "edition": "",
        "publisher": "Nobody in particular",
        "url": f"https://example.org/{source}",
        "licence": "CC0-1.0",
        "retrieved": "2022-01-01",
        "inputs": {},
        "skipped": 0,
        **changed,
    }


def said(source: str, cls: str, id: str, /, **values: Any) -> Record:  # noqa: A002
    """Return what a source of the world says of a thing, with its grade and date."""
    grade = values.pop("grade", GRADES.get(source, "press"))
    return Record(cls, id, values, source, f"row {id}", grade, SEEN.get(source))


def deal(source: str, number: int | str, sellers: str, to: str, **values: Any) -> Record:
    """Return a deal: sellers and importers are written as words, `acme-lantern-works`, `KEN`."""
    values.setdefault("kind", "contract")
    values["seller"] = [f"org:{one}" for one in sellers.split()]
    values["destination"] = [f"country:{one}" for one in to.split()]
    values["origin"] = [f"country:{one}" for one in values.get("origin", "").split()]
    values["technology"] = [f"tech:{one}" for one in values.get("technology", "").split()]
    if values["kind"] in {"contract", "deployment", "maintenance"}:
        values["buyer"] = [f"gov:{one}" for one in to.split()]
    return said(source, "Deal", f"deal:{source}:{number}", **values)


def records() -> Iterator[Record]:
    """Yield everything that the sources of the world say."""
    yield from _bodies()
    yield from _deals()
    yield from _relations()
    yield from _regimes()


def _bodies() -> Iterator[Record]:
    for key, (name, iso3) in VENDORS.items():
        yield said(GAZETTE, "Vendor", f"org:{key}", name=name, country=[f"country:{iso3}"])
    acme = {"name": "Acme Lantern Works", "country": ["country:CHN"]}
    yield said(GAZETTE, "Vendor", "org:acme-lantern-works", **acme, founded="2009-04")
    yield said(ATLAS, "Vendor", "org:acme-lantern-works", **acme, founded="2010", alias=["ALW"])
    yield said(ATLAS, "Vendor", "org:borealis-gaze", name="Borealis Gaze")
    yield said(
        GAZETTE,
        "Organization",
        "org:granite-holdings",
        name="Granite Holdings",
        country=["country:USA"],
        kind="fund",
    )
    yield said(GAZETTE, "Person", "person:hypatia-quill", name="Hypatia Quill")
    for iso3 in ("KEN", "UGA", "MEX", "CHN"):
        found = {"name": f"Government of {iso3}", "country": [f"country:{iso3}"], "kind": "state"}
        yield said(GAZETTE, "Government", f"gov:{iso3}", **found)
    yield said(
        GAZETTE,
        "Product",
        "product:acme-lantern-works:lantern-eye",
        name="Lantern Eye",
        maker=["org:acme-lantern-works"],
        technology=["tech:facial-recognition"],
    )


def _deals() -> Iterator[Record]:
    face, spy = {"technology": "facial-recognition"}, {"technology": "commercial-spyware"}
    acme, owl, dune = "acme-lantern-works", "cobalt-owl", "dune-whisper"
    yield deal(GAZETTE, 1, acme, "KEN", start="2015", **face)
    yield deal(GAZETTE, 2, acme, "KEN", kind="maintenance", start="2018-02", **face)
    yield deal(GAZETTE, 3, "borealis-gaze", "KEN", start="2016-05", technology="video-analytics")
    found = {"kind": "deployment", "disclosed": "2017", "status": "reported", "origin": "ISR HUN"}
    yield deal(GAZETTE, 4, owl, "MEX", **found, **spy)
    yield deal(ATLAS_2, 4, owl, "UGA", kind="detection", **spy)
    yield deal(GAZETTE, 5, dune, "UGA", kind="licence", status="refused", start="2019", **spy)
    yield deal(GAZETTE, 6, dune, "KEN", kind="sale", start="201X", technology="imsi-catcher")
    yield deal(GAZETTE, 7, "ember-lens", "CHN", start="2020-07-01", **face)
    yield deal(
        ATLAS,
        "uga",
        f"{acme} borealis-gaze",
        "UGA",
        kind="presence",
        pairing="possible",
        technology="facial-recognition smart-policing",
    )
    found = {"kind": "deployment", "start": "2012", "origin": "USA"}
    yield deal(ATLAS_2, 9, "", "MEX", **found, technology="digital-forensics")


def _relations() -> Iterator[Record]:
    yield _owns(
        "granite-holdings",
        "acme-lantern-works",
        kind="equity",
        share_min=25.0,
        share_max=25.0,
        start="2014",
        end="2019",
    )
    yield _owns(
        "acme-lantern-works",
        "ember-lens",
        kind="equity",
        share_min=60.0,
        share_max=60.0,
        control=True,
        start="2012",
    )
    found = {"owner": "person:hypatia-quill", "asset": "org:cobalt-owl", "kind": "control"}
    yield said(GAZETTE, "Ownership", "ownership:hypatia-quill:cobalt-owl", **found, as_of="2018")
    yield _supplies("acme-lantern-works", "component", "image-sensor", as_of="2018-03")
    yield _supplies("borealis-gaze", "product", "cctv-camera", start="2012")
    yield said(
        GAZETTE,
        "Succession",
        "succession:cobalt-owl:cobalt-night:renamed",
        predecessor="org:cobalt-owl",
        successor="org:cobalt-night",
        kind="renamed",
        date="2021",
    )
    yield said(
        GAZETTE,
        "Sanction",
        "sanction:us-bis-entity-list:acme-lantern-works",
        target="org:acme-lantern-works",
        programme="programme:us-bis-entity-list",
        listed_name=["ACME LANTERN WORKS CO., LTD."],
        start="2019-10-09",
        citation=["84 FR 00000 (invented)"],
    )


def _owns(owner: str, asset: str, **values: Any) -> Record:
    ends = {"owner": f"org:{owner}", "asset": f"org:{asset}"}
    return said(GAZETTE, "Ownership", f"ownership:{owner}:{asset}", **ends, **values)


def _supplies(customer: str, kind: str, technology: str, **values: Any) -> Record:
    return said(
        GAZETTE,
        "Supply",
        f"supply:fennel-sensors:{customer}:{kind}",
        supplier="org:fennel-sensors",
        customer=f"org:{customer}",
        kind=kind,
        technology=[f"tech:{technology}"],
        **values,
    )


def _regimes() -> Iterator[Record]:
    for iso3, codes in ROW.items():
        for year, code in enumerate(codes, start=2014):
            yield _classified(iso3, f"row:{code}", year)
            yield _classified(iso3, f"fh:{FREEDOM[iso3]}", year)
            if year <= 2018:  # Polity5 ends there
                yield _classified(iso3, _polity(POLITY[iso3]), year, score=float(POLITY[iso3]))
    for measure, value in (("mm-protests", 7.0), ("mm-violent-protests", 2.0)):
        found = {"country": "country:KEN", "year": 2016, "measure": measure, "value": value}
        yield said(ATLAS, "Unrest", f"unrest:KEN:2016:{measure}", **found)


def _classified(iso3: str, regime: str, year: int, **values: Any) -> Record:
    index = regime.partition(":")[0]
    found = {"country": f"country:{iso3}", "regime": regime, "year": year, **values}
    return said(ATLAS, "Classification", f"classification:{index}:{iso3}:{year}", **found)


def _polity(score: int) -> str:
    cuts = ((-6, "autocracy"), (0, "closed-anocracy"), (5, "open-anocracy"), (9, "democracy"))
    return "polity:" + next((name for highest, name in cuts if score <= highest), "full-democracy")
