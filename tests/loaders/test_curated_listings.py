"""Listings become restrictions with a start, an end and the party that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError
from tests.loaders.gathered import HEADERS, LINK, of, rows, said

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record


def listing(name: str, action: str, date: str, *, key: str = "acme") -> str:
    return f"{name},{key},KEN,us-dod-1260h,{action},{date},,{LINK},official,"


def spans(found: list[Record]) -> list[tuple[str, object, object]]:
    return [(one.id, one.values["start"], one.values["end"]) for one in of("Sanction", found)]


def test_a_later_edition_confirms_a_listing_and_opens_no_other(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "listings",
        listing("Acme Lantern Works", "listed", "2025-01-07"),
        listing("Acme Lantern Works", "listed", "2021-06-03"),
        listing("Acme Lantern Works", "amended", "2026-06-08"),
    )
    name = "sanction:us-dod-1260h:acme"
    assert spans(found) == [(name, "2021-06-03", "")] * 3
    confirmed = of("Sanction", found)
    assert [one.seen for one in confirmed] == ["2021-06-03", "2025-01-07", "2026-06-08"]
    assert [one.values["listed_name"] for one in confirmed] == [["Acme Lantern Works"]] * 2 + [[]]


def test_a_removal_ends_a_restriction_unless_it_is_listed_again_that_day(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "listings",
        listing("Acme Lantern Works", "listed", "2021"),
        listing("Acme Lantern Works", "removed", "2022-01-01"),
        listing("Acme Lantern Works", "listed", "2022-01-01"),
        listing("Acme Lantern Works", "removed", "2023"),
        listing("Acme Lantern Works", "listed", "2024"),
    )
    name = "sanction:us-dod-1260h:acme"
    assert spans(found) == [
        *[(name, "2021", "")] * 3,
        (name, "2021", "2023"),
        (f"{name}:2024", "2024", ""),
    ]


def test_a_listing_falls_on_the_body_that_is_named(tmp_path: Path) -> None:
    found = rows(
        tmp_path,
        "listings",
        listing("Hikvision Canada Inc.", "listed", "2025", key="hikvision"),
        listing(
            "HANGZHOU HIKVISION DIGITAL TECHNOLOGY CO. LTD.", "listed", "2021", key="hikvision"
        ),
        listing("Acme Lantern Works", "listed", "2021", key="(government) acme-bureau"),
        listing("XINJIANG PUBLIC SECURITY BUREAU", "listed", "2021", key="(government) xuar-psb"),
        listing('"DILIAN, Tal Jonathan"', "listed", "2024", key="intellexa"),
    )
    targets = [(one.cls, one.id) for one in found if one.cls != "Sanction"]
    assert targets == [
        ("Organization", "org:hikvision-canada"),
        ("Organization", "org:hikvision"),
        ("Organization", "org:acme-bureau"),
        ("Organization", "org:xuar-psb"),
        ("Person", "person:tal-dilian"),
    ]
    assert [one.values["target"] for one in of("Sanction", found)] == [id_ for _, id_ in targets]
    assert said(of("Sanction", found)[0])["note"] == [
        "gathered among the listings of org:hikvision"
    ]


def test_categories_unnamed_parties_and_uninvolved_persons_are_left_out_and_counted(
    tmp_path: Path,
) -> None:
    path = tmp_path / "listings.csv"
    lines = [
        listing("Inspur Group subsidiaries (five)", "listed", "2025"),
        listing("Merom Harpaz", "listed", "2024"),
        listing("Acme Lantern Works", "listed", "2024"),
    ]
    path.write_text("\n".join([HEADERS["listings"], *lines]), encoding="utf-8")
    found, metas = load.read("curated", [path], load.Options(part=True))
    assert [one.id for one in of("Sanction", found)] == ["sanction:us-dod-1260h:acme"]
    assert sum(metas["curated"]["skipped"].values()) == 2


def test_an_action_that_does_not_exist_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="column 'action' has 'unlisted': no action; there are"):
        rows(tmp_path, "listings", listing("Acme Lantern Works", "unlisted", "2025"))


def test_what_is_no_address_stays_in_the_locator(tmp_path: Path) -> None:
    cited = f"{LINK} (reprint) | sanctions/acme.csv"
    line = f"Acme Lantern Works,acme,,us-ofac-cyber2,listed,2024,OFAC UID 7,{cited},official,"
    (found,) = of("Sanction", rows(tmp_path, "listings", line))
    assert found.locator == "listings row 2 (reprint) sanctions/acme.csv"
    assert (found.values["url"], found.values["list_id"]) == ([LINK], "7")
