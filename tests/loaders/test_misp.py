"""The cluster's typed fields become vendors, products and cautious relations."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError
from panoptrade.ontology import names

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

LIKELY = ['estimative-language:likelihood-probability="likely"']


def entry(value: str, uuid: str, **meta: Any) -> dict[str, Any]:
    related = meta.pop("related", [])
    return {"value": value, "uuid": uuid, "description": "", "meta": meta, "related": related}


def relation(kind: str, to: str) -> dict[str, Any]:
    return {"dest-uuid": to, "type": kind, "tags": LIKELY}


def read(folder: Path, *entries: object, version: int = 11) -> list[Record]:
    path = folder / "surveillance-vendor.json"
    path.write_text(json.dumps({"values": entries, "version": version}), encoding="utf-8")
    return load.read("misp", [path], load.Options(part=True))[0]


def said(record: Record) -> dict[str, object]:
    return {name: value for name, value in record.values.items() if value not in ([], None)}


def test_an_entry_becomes_a_vendor_with_its_products(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        entry(
            "Acme Lantern Works ",
            "u1",
            synonyms=["Acme", "ALW, Ltd."],
            products=["Lantern 9"],
            refs=["https://example.org/prose"],
            **{"official-refs": ["https://acme.example/", "http://acme.example/en"]},
        ),
        {"value": "Beta Optics", "uuid": "u2", "description": "prose"},
    )
    acme, lantern, beta = found
    assert (acme.cls, acme.id, acme.locator) == (
        "Vendor",
        "org:acme-lantern-works",
        "entry row 1 uuid u1",
    )
    assert said(acme) == {
        "name": "Acme Lantern Works",
        "alias": ["Acme", "ALW, Ltd."],
        "website": ["https://acme.example/", "http://acme.example/en"],
    }
    assert (lantern.id, said(lantern)) == (
        "product:lantern-9",
        {"name": "Lantern 9", "maker": ["org:acme-lantern-works"]},
    )
    assert said(beta) == {"name": "Beta Optics"}


def test_relations_are_called_likely_and_alliances_are_left_unread(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        entry("Acme Lantern Works", "u1", related=[relation("part-of", "u2")]),
        entry("Beta Optics", "u2", related=[relation("known-as", "u1")]),
        entry("Gamma Phone", "u3", related=[relation("acquires", "u1")]),
        entry(
            "Delta Phone",
            "u4",
            related=[relation("is-acquired-by", "u3"), relation("is-allied-with ", "u1")],
        ),
    )
    assert [said(one).get("note") for one in found if one.cls == "Vendor"] == [
        ["likely a part of Beta Optics"],
        ["likely also known as Acme Lantern Works"],
        None,
        None,
    ]
    assert found[0].values["part_of"] == ["org:beta-optics"]
    assert [(one.id, said(one)["note"]) for one in found if one.cls == "Ownership"] == [
        ("ownership:gamma-phone:acme-lantern-works:control", ["likely, says the cluster"]),
        ("ownership:gamma-phone:delta-phone:control", ["likely, says the cluster"]),
    ]
    assert "control" not in found[3].values


def test_a_synonym_that_names_another_organization_is_no_alias(tmp_path: Path) -> None:
    acme, _ = read(
        tmp_path,
        entry("Acme Lantern Works", "u1", synonyms=["Hikvision", "Beta Optics", "Acme"]),
        entry("Beta Optics", "u2"),
    )
    assert acme.values["alias"] == ["Acme"]
    assert acme.values["note"] == ["also called Hikvision", "also called Beta Optics"]


def test_a_cluster_of_another_version_is_not_given_the_date_of_this_one(tmp_path: Path) -> None:
    assert [one.seen for one in read(tmp_path, entry("Acme", "u1"))] == ["2025-11-03"]
    assert [one.seen for one in read(tmp_path, entry("Acme", "u1"), version=12)] == [None]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([entry("Acme", "u1"), entry("Beta", "u1")], r"column 'uuid' has 'u1': 2 entries have it"),
        ([entry("…", "u1")], r":1: .*no letter or digit"),
        ([entry("Acme", "u1", motto="x")], r":1: unread columns meta.motto"),
        ([entry("Acme", "u1", related=[relation("owns", "u1")])], r"unread columns related.owns"),
        ([entry("Acme", "u1", related=[relation("acquires", "u9")])], "no entry has this uuid"),
        ([entry("Acme", "u1", related=[{"type": "acquires"}])], r":1: an entry of another build"),
        (
            [entry("Acme", "u1", related=[{**relation("part-of", "u1"), "tags": ["x"]}])],
            "not known",
        ),
        ([entry("Acme", "u1", **{"official-refs": ["ftp://a"]})], "not an http or https address"),
        ([{"value": "Acme"}], "no cluster of a MISP galaxy, or a damaged one"),
        ([{"value": 1, "uuid": "u1"}], "an entry whose value or uuid is no text"),
    ],
)
def test_what_the_loader_does_not_know_stops_it(
    tmp_path: Path, entries: list[dict[str, Any]], message: str
) -> None:
    with pytest.raises(LoadError, match=message):
        read(tmp_path, *entries)


@pytest.mark.parametrize("text", ["{", "[]", '{"values": 1}', '{"values": [[]]}', '"\\ud800"'])
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "surveillance-vendor.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LoadError, match=r"surveillance-vendor.json: no cluster"):
        load.read("misp", [path])


def test_the_real_cluster_gives_a_vendor_an_entry(shared: Path) -> None:
    path = shared / "misp" / "surveillance-vendor.json"
    entries = json.loads(path.read_text(encoding="utf-8"))["values"]
    found, _ = load.read("misp", [path.parent])
    count = Counter(one.cls for one in found)
    products = [name for one in entries for name in one.get("meta", {}).get("products", [])]
    assert (len(entries), count["Vendor"]) == (615, 615)
    assert count["Product"] == len(products)
    expected = {names.organization(one["value"].strip()).id for one in entries}
    assert {one.id for one in found if one.cls == "Vendor"} == expected
    sites = sum(len(one.get("meta", {}).get("official-refs", [])) for one in entries)
    assert sum(len(one.values.get("website", [])) for one in found) == sites


def test_the_real_relations_are_one_acquisition_told_from_both_sides(shared: Path) -> None:
    found, _ = load.read("misp", [shared / "misp" / "surveillance-vendor.json"])
    held = [one for one in found if one.cls == "Ownership"]
    assert {one.id for one in held} == {"ownership:wispear:cytrox:control"}
    assert len(held) == 2
    parts = {one.id for one in found if one.values.get("part_of") == ["org:intellexa"]}
    assert parts == {"org:cytrox", "org:nexa-technologies", "org:wispear", "org:senpai"}
