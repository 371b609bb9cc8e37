"""LEIs become organizations, and consolidation becomes control without a share."""

from __future__ import annotations

import pytest

from panoptrade.loaders import load, spec
from panoptrade.loaders.problems import LoadError
from tests.loaders.gleif_files import (
    ACCOUNTS,
    CEC,
    CHILD,
    ENTITIES,
    FUND,
    HIK,
    LEVEL_1,
    LEVEL_2,
    NAMESAKE,
    OLD,
    PARENT,
    TIES,
    entity,
    tie,
    write,
)  # fmt: skip
from tests.loaders.refusals import loaded, refused


def _pair(owner, asset):
    return f"ownership:gleif:{owner.lower()}:{asset.lower()}"


@pytest.fixture
def files(tmp_path):
    return [
        write(tmp_path, "20240304-0800-gleif-goldencopy-lei2-golden-copy.csv", LEVEL_1, ENTITIES),
        write(tmp_path, "20240304-0800-gleif-goldencopy-rr-golden-copy.csv", LEVEL_2, TIES),
    ]


def read(paths, **options):
    return load.read("gleif", paths, load.Options(extra=options))


def said(record):
    values = {name: value for name, value in record.values.items() if value not in ([], None)}
    return {"cls": record.cls, "id": record.id, **values}


def test_known_entities_and_those_one_step_away_are_taken(files):
    found, metas = read(files)
    assert [one.id for one in found if one.cls == "Organization"] == [
        "org:cec",
        "org:hikvision",
        f"org:lei-{PARENT.lower()}",
        f"org:lei-{CHILD.lower()}",
        f"org:lei-{FUND.lower()}",
    ]
    assert metas["gleif"]["skipped"] == {
        "entities that the alias table does not know, nor one step away from one (--all)": 2,
        "entities whose entry is annulled or a duplicate": 1,
        "relationships of entities that are not asked for (--all)": 1,
        "relationships with an end that the level 1 file does not hold": 2,
    }


def test_an_entity_is_known_by_lei_or_by_name_and_country_and_by_no_name_alone(files):
    found = {one.id: said(one) for one in read(files, all="yes")[0]}
    assert found["org:cec"] == {
        "cls": "Organization",
        "id": "org:cec",
        "name": "China Electronics Corporation",
        "alias": ["Z", "中国电子信息产业集团有限公司"],
        "country": ["country:CHN"],
        "lei": [CEC],
        "registration": ["91110000100010249W (RA000585)"],
        "uscc": ["91110000100010249W"],
    }
    assert found["org:hikvision"]["founded"] == "2001-11-30"
    assert found[f"org:lei-{NAMESAKE.lower()}"]["country"] == ["country:PER"]
    assert len([one for one in found if one.startswith("org:")]) == 7


def test_what_ended_and_what_is_registered_elsewhere_is_said(files):
    found = {one.id: said(one) for one in read(files)[0]}
    assert found[f"org:lei-{CHILD.lower()}"] == {
        "cls": "Organization",
        "id": f"org:lei-{CHILD.lower()}",
        "name": 'Child, "Ltd"',
        "country": ["country:GBR"],
        "lei": [CHILD],
        "registration": ["01234567 (RA000585)"],
        "dissolved": "2020-05-06",
        "note": [
            f"no longer active ({CHILD}: corporate action)",
            "succeeded by Heir PLC",
        ],
    }
    parent = found[f"org:lei-{PARENT.lower()}"]
    assert parent["country"] == ["country:HKG"]
    assert parent["note"] == [f"registered in Cayman Islands ({PARENT})"]
    assert found[f"org:lei-{FUND.lower()}"]["kind"] == "fund"


def test_consolidation_is_control_without_a_share_and_a_manager_owns_nothing(files):
    ties = [one for one in read(files)[0] if one.cls == "Ownership"]
    assert [said(one) for one in ties] == [
        {
            "cls": "Ownership",
            "id": f"{_pair(PARENT, HIK)}:directly-consolidated-by:2010-01-01",
            "owner": f"org:lei-{PARENT.lower()}",
            "asset": "org:hikvision",
            "kind": "control",
            "control": True,
            "start": "2010-01-01",
            "as_of": "2024-03-04",
            "note": [
                "the owner consolidates it directly in its accounts; no share is told",
                "accounting standard: IFRS",
            ],
        },
        {
            "cls": "Ownership",
            "id": f"ownership:gleif:{HIK.lower()}:{CHILD.lower()}:ultimately-consolidated-by",
            "owner": "org:hikvision",
            "asset": f"org:lei-{CHILD.lower()}",
            "kind": "control",
            "control": True,
            "end": "2024-03-04",
            "note": [
                f"the owner consolidates it as the ultimate parent {ACCOUNTS}",
                "no longer active, says the entry of that date",
            ],
        },
        {
            "cls": "Ownership",
            "id": f"ownership:gleif:{HIK.lower()}:{FUND.lower()}:fund-managed-by",
            "owner": "org:hikvision",
            "asset": f"org:lei-{FUND.lower()}",
            "kind": "link",
            "as_of": "2024-03-04",
            "note": ["the owner manages it, a fund; no owner"],
        },
    ]
    assert (ties[0].grade, ties[0].seen) == ("official", "2024-03-04")


def test_numbers_of_a_group_are_left_out_for_it_would_be_lost_whose_they_are(tmp_path):
    rows = [
        entity(HIK, "Hikvision", "CN", number="1", EntityCreationDate="2001-01-01"),
        entity(OLD, "HIKVISION", "CN", number="2", EntityCreationDate="2002-02-02"),
    ]
    found = read([write(tmp_path, "lei2-golden-copy.csv", LEVEL_1, rows)])[0]
    assert {one.id for one in found} == {"org:hikvision"}
    assert not any("registration" in said(one) or "founded" in said(one) for one in found)


def test_level_2_alone_is_refused_with_what_is_wanted(files, tmp_path):
    (one,) = refused(loaded(tmp_path), files[1], "gleif")
    assert one.message.startswith("tells LEIs only; give level 1, the golden copy")


def test_wrong_values_are_told_all_at_once(tmp_path):
    rows = [
        entity("123", "Hikvision", "CN"),
        entity(HIK, "", "CN", latin="Hikvision"),
        entity(PARENT, "Hikvision", "QQ", office="CN"),
        entity(CHILD, "Hikvision", "CN"),
        entity(CHILD, "Hikvision", "CN"),
    ]
    level_1 = write(tmp_path, "lei2-golden-copy.csv", LEVEL_1, rows)
    level_2 = write(tmp_path, "rr-golden-copy.csv", LEVEL_2, [tie(CHILD, PARENT, "IS_FRIEND_OF")])
    with pytest.raises(LoadError) as error:
        read([level_1, level_2])
    assert [(one.row, one.column) for one in error.value.problems] == [
        (2, "LEI"),
        (3, "Entity.LegalName"),
        (4, "Entity.LegalAddress.Country"),
        (6, "LEI"),
        (2, "Relationship.RelationshipType"),
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: b"", "the file is empty"),
        (lambda text: text[: text.index(b"\n") + 1], "no row under the header"),
        (lambda text: text[:-40], "cut or damaged CSV"),
        (lambda text: text[: len(text) // 2], "cut or damaged CSV"),
        (lambda text: text.replace(b"Hikvision", b"Hikvisi\xf3n"), "not utf-8"),
        (lambda text: text.replace(b"Void", b"V" * 20_000 + b"\xf3"), "cut or damaged CSV"),
        (lambda text: text.replace(b"Entity.EntityStatus", b"Status"), "missing; level 1, the"),
        (lambda text: text.decode().encode("utf-16"), "not utf-8"),
    ],
)
def test_a_bad_file_is_refused_and_nothing_is_lost(files, tmp_path, change, message):
    workspace = loaded(tmp_path)
    files[0].write_bytes(change(files[0].read_bytes()))
    assert message in refused(workspace, files[0], "gleif")[0].message


def test_every_column_that_is_read_is_one_of_those_published():
    one = spec.read("gleif")
    assert set(one.files["lei2"].columns) <= set(LEVEL_1)
    assert set(one.files["rr"].columns) <= set(LEVEL_2)
