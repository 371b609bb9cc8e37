"""Small tables in the form of the gathered ones, and what the loader makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from panoptrade.loaders import load

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

HEADERS = {
    "ownership": "owner_name,owner_type,owner_country_iso3,asset_name,asset_country_iso3,share_min,"
    "share_max,control,start,end,source_url,source_title,source_publisher,source_date,"
    "evidence_grade,note",
    "investment": "investor,investor_country_iso3,investee,round,date,amount,currency,amount_scope,"
    "source_url,source_title,source_publisher,source_date,evidence_grade,note",
    "succession": "predecessor,successor,relation,date,source_url,source_title,source_publisher,"
    "source_date,evidence_grade,note",
    "supply": "supplier_name,supplier_country_iso3,customer_name,customer_country_iso3,component,"
    "start,end,source_url,source_title,source_publisher,source_date,evidence_grade,note",
    "listings": "target_name,vendor_key,target_country_iso3,programme_code,action,date,citation,"
    "source_url,evidence_grade,note",
    "products": "product_name,vendor_name,vendor_key,technology_code,first_known_year,source_url,"
    "evidence_grade,year_basis,technology_basis,note",
    "vendor_aliases": "canonical_name,country_iso3,alias,alias_kind,script,source_url,vendor_key,"
    "country_evidence,lei,ticker,isin,uscc,wikidata_qid,note",
}
LINK = "https://example.org/a"
CITED = f"{LINK},a title,a paper,2020-05,press"


def rows(folder: Path, table: str, *lines: str) -> list[Record]:
    path = folder / f"{table}.csv"
    path.write_text("\n".join([HEADERS[table], *lines, ""]), encoding="utf-8")
    return load.read("curated", [path], load.Options(part=True))[0]


def said(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.values.items() if value not in ([], None, "")}


def of(cls: str, found: list[Record]) -> list[Record]:
    return [record for record in found if record.cls == cls]
