"""A small invented Consolidated Screening List, as its table and as its JSON."""
# ruff: noqa: E501 - lines of tables are as long as their publishers write them

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

EL = "Entity List (EL) - Bureau of Industry and Security"
SDN = "Specially Designated Nationals (SDN) - Treasury Department"
SSI = "Sectoral Sanctions Identifications List (SSI) - Treasury Department"
DPL = "Denied Persons List (DPL) - Bureau of Industry and Security"
ISN = "Nonproliferation Sanctions (ISN) - State Department"
HEADER = "_id,source,entity_number,type,programs,name,title,addresses,federal_register_notice,start_date,end_date,standard_order,license_requirement,license_policy,call_sign,vessel_type,gross_tonnage,gross_registered_tonnage,vessel_flag,vessel_owner,remarks,source_list_url,alt_names,citizenships,dates_of_birth,nationalities,places_of_birth,source_information_url,ids"
COLUMNS = next(csv.reader([HEADER]))
# Acme: two tags, one of them new. Beta: a directive. Gamma: two addresses. Doe: of no kind. Roe: a person.
ROWS: list[dict[str, str]] = [
    {
        "source": SDN,
        "entity_number": "71",
        "type": "Entity",
        "programs": "CYBER2; MOON-EO1",
        "name": "ACME LANTERN WORKS",
        "addresses": "1 Main St, Nairobi, KE; P.O. Box 2, Nairobi, KE",
        "alt_names": "ALW; ACME; and ACME LAMPS",
        "ids": "Registration ID, C.7 8; Website, acme.example.org; Tax ID No., 5, KE",
    },
    {
        "source": SSI,
        "entity_number": "72",
        "type": "Entity",
        "programs": "UKRAINE-EO13662",
        "name": "BETA BANK",
        "ids": "Executive Order 13662 Directive Determination -, Subject to Directive 2",
    },
    {
        "source": EL,
        "name": "Gamma Optics Co., Ltd.",
        "addresses": "1 Road, Lima, PE; 2 Street, Nairobi, KE",
        "federal_register_notice": "84 FR 54004; 87 FR 1",
        "start_date": "2019-10-09",
        "license_requirement": "For all items.",
        "license_policy": "Presumption of denial.",
        "source_information_url": "https://example.org/el",
    },
    {"source": EL, "name": "Jane Doe", "addresses": "Lima, PE", "start_date": "2020-01-02"},
    {"source": DPL, "name": "RICHARD ROE", "addresses": "1 Road, Reno, CA", "end_date": "2030-01-01"},
    {
        "source": SDN,
        "entity_number": "73",
        "type": "Individual",
        "programs": "CYBER2",
        "name": "ROE, Mary",
        "nationalities": "KE",
    },
    {"source": SDN, "entity_number": "74", "type": "Vessel", "programs": "CYBER2", "name": "ACME STAR"},
    {
        "source": ISN,
        "programs": "INKSNA",
        "name": "Delta Trading; and any successor, sub-unit, or subsidiary thereof",
        "start_date": "2023-07-19",
    },
]  # fmt: skip


def table(folder: Path, rows: list[dict[str, str]] = ROWS) -> Path:
    path = folder / "consolidated.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_json(row: dict[str, str]) -> dict[str, Any]:
    """One row as the API writes it."""
    listed = ("programs", "alt_names", "citizenships", "nationalities", "dates_of_birth")
    found: dict[str, Any] = {name: row.get(name) for name in COLUMNS if name != "_id"}
    found |= {name: [one for one in row.get(name, "").split("; ") if one] for name in listed}
    found["id"] = "5f0c"
    found["addresses"] = [
        {"address": text, "city": None, "state": None, "postal_code": None, "country": text[-2:]}
        for text in row.get("addresses", "").split("; ")
        if text
    ]
    found["ids"] = [
        {"type": parts[0], "number": parts[1], "country": None, "issue_date": None}
        for text in row.get("ids", "").split("; ")
        if len(parts := text.split(", ")) > 1
    ]
    found["places_of_birth"] = []
    return found


def bulk(folder: Path, rows: list[dict[str, str]] = ROWS, **more: Any) -> Path:
    path = folder / "consolidated.json"
    path.write_text(json.dumps({"results": [{**as_json(one), **more} for one in rows]}), "utf-8")
    return path
