"""A small invented world as OpenSanctions publishes it: entities, statements, targets."""
# ruff: noqa: E501 - lines of tables are as long as their publishers write them

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

SEEN = "2026-03-04T05:06:07"


def entity(id_: str, schema: str, caption: str = "", **properties: Any) -> dict[str, Any]:
    """One entity as the exporter writes it."""
    found = {name: [one] if isinstance(one, str) else one for name, one in properties.items()}
    return {
        "id": id_,
        "caption": caption or id_,
        "schema": schema,
        "referents": [],
        "datasets": ["xx_lamps"],
        "first_seen": SEEN,
        "last_seen": SEEN,
        "last_change": SEEN,
        "properties": found,
        "target": "topics" in properties,
    }


# Ties come before what they tie, as in the real file. Acme: listed twice, once under a programme
# that nobody mapped. Beta: its owner. Gamma: its successor. Delta: a stranger. Doe owns Acme; Roe is
# listed and owns Epsilon; Poe owns nothing. Hikvision: known to the trade. Star: a ship.
WORLD = [
    entity("own-1", "Ownership", owner="NK-beta", asset="NK-acme", percentage="25-50", startDate="2019-05", sourceUrl="https://example.org/own"),
    entity("own-2", "Ownership", owner="NK-doe", asset="NK-acme", role="founder"),
    entity("own-3", "Ownership", owner="NK-roe", asset="NK-epsilon", percentage="60%", endDate="2024-01-02"),
    entity("own-4", "Ownership", owner="NK-poe", asset="NK-delta", percentage="100"),
    entity("succ-1", "Succession", predecessor="NK-acme", successor="NK-gamma", date="2022"),
    entity("link-1", "UnknownLink", subject="NK-acme", object="NK-doe", role="address"),
    entity("dir-1", "Directorship", director="NK-doe", organization="NK-acme"),
    entity("NK-acme", "Company", "Acme Lantern Works", name=["Acme Lantern Works", "Лампы"], previousName="Old Acme", country=["ke", "ua-cri"], topics=["sanction"], registrationNumber="C.7", leiCode="253400V1H6ART1UQ0N98", wikidataId="Q7", website=["https://acme.example.org", "ftp://x"], incorporationDate="1999-01", moonCode="9"),
    entity("NK-beta", "PublicBody", "Beta State Holding", name="Beta State Holding"),
    entity("NK-gamma", "LegalEntity", "Gamma", name="Gamma"),
    entity("NK-delta", "Company", "Delta", name="Delta"),
    entity("NK-epsilon", "Company", "Epsilon", name="Epsilon"),
    entity("Q42", "Company", "海康威视", name=["海康威视", "Hangzhou Hikvision Digital Technology Co., Ltd."]),
    entity("NK-doe", "Person", "Jane Doe", name="Jane Doe", nationality="pe"),
    entity("NK-roe", "Person", "Richard Roe", name="Richard Roe", topics=["sanction"]),
    entity("NK-poe", "Person", "Mary Poe", name="Mary Poe", topics=["role.pep"]),
    entity("NK-star", "Vessel", "Acme Star", name="Acme Star", topics=["sanction"]),
    entity("moon-1", "MoonBase", "Base", name="Base"),
    entity("san-1", "Sanction", entity="NK-acme", programId="US-BIS-EL", authority="BIS", authorityId="77", startDate="2019-10-09", endDate="2024-05-06", sourceUrl="https://example.org/el"),
    entity("san-2", "Sanction", entity="NK-acme", programId="XX-MOON", program="Moon Act", listingDate="2020-01-02", country="ch"),
    entity("san-3", "Sanction", entity="NK-star", programId="US-BIS-EL"),
    entity("san-4", "Sanction", entity="NK-roe", programId="US-GLOMAG", startDate="2018"),
]  # fmt: skip
COLUMNS = "canonical_id,entity_id,prop,prop_type,schema,value,dataset,origin,lang,original_value,external,first_seen,last_seen,id"


def lines(folder: Path, world: list[dict[str, Any]] = WORLD) -> Path:
    """The world as entities.ftm.json."""
    path = folder / "entities.ftm.json"
    text = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in world)
    path.write_text(text, encoding="utf-8")
    return path


def statements(folder: Path, world: list[dict[str, Any]] = WORLD) -> Path:
    """The world as statements.csv, with a checksum and a candidate for each entity."""
    path, names = folder / "statements.csv", COLUMNS.split(",")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", dialect="unix")
        writer.writeheader()
        for one in world:
            common = {"canonical_id": one["id"], "entity_id": f"xx-{one['id']}", "dataset": "xx_lamps", "first_seen": SEEN, "last_seen": SEEN, "external": "f"}  # fmt: skip
            given = {"id": ["0a1b"], **one["properties"]}
            for prop, values in given.items():
                for value in values:
                    row = {"schema": one["schema"], "prop": prop, "value": value, "id": "5c"}
                    writer.writerow(common | row)
            told = {"schema": one["schema"], "prop": "name", "value": "Candidate"}
            writer.writerow(common | told | {"external": "t"})
    return path


def targets(folder: Path) -> Path:
    """Four rows of targets.simple.csv."""
    path = folder / "targets.simple.csv"
    names = "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,program_ids,phones,emails,dataset,first_seen,last_seen,last_change".split(",")  # fmt: skip # noqa: SIM905
    rows = [
        {"id": "NK-acme", "schema": "Company", "name": "Acme Lantern Works", "aliases": 'Лампы;"Acme; Sons"', "countries": "ke", "sanctions": "Entity List - 2019-10-09", "program_ids": "US-BIS-EL;XX-MOON", "dataset": "Lamps of XX"},
        {"id": "NK-doe", "schema": "Person", "name": "Jane Doe", "countries": "pe", "sanctions": "Moon Act", "birth_date": "1970"},
        {"id": "NK-delta", "schema": "Company", "name": "Delta"},
        {"id": "NK-star", "schema": "Vessel", "name": "Acme Star", "sanctions": "x"},
    ]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", dialect="unix")
        writer.writeheader()
        writer.writerows({**one, "last_seen": SEEN} for one in rows)
    return path
