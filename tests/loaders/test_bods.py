"""Statements of ownership become holdings, and nobody who is not stated becomes an owner."""

from __future__ import annotations

import json

import pytest

from panoptrade.loaders import json_items, load
from panoptrade.loaders.problems import LoadError
from panoptrade.ontology import reference
from tests import stated
from tests.loaders.refusals import loaded, refused


def read(paths, **options):
    return load.read("bods", paths, load.Options(extra=options))


def said(record):
    values = {name: value for name, value in record.values.items() if value not in ([], None)}
    return {"cls": record.cls, "id": record.id, **values}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    path = stated.written(tmp_path_factory.mktemp("bods"), stated.world())
    assert stated.faults(path) == [], "the sample is as the standard wants it"
    records, metas = read([path])
    return {record.id: record for record in reversed(records)}, metas["bods"], records


def test_parties_are_told_with_their_numbers_and_without_their_birthdays(found):
    records, _, _ = found
    assert said(records["org:bods-xx-acme"]) == {
        "cls": "Organization",
        "id": "org:bods-xx-acme",
        "name": "Acme Lantern Works Ltd",
        "alias": ["ALW"],
        "country": ["country:GBR"],
        "founded": "2001-02-03",
        "lei": ["549300AAAAAAAAAAAA11"],
        "registration": ["01234567 (GB-COH)"],
    }
    assert said(records["person:bods-xx-quill"]) == {
        "cls": "Person",
        "id": "person:bods-xx-quill",
        "name": "Hypatia Quill",
        "alias": ["H. Quill"],
        "country": ["country:KEN"],
    }
    assert said(records["gov:KEN"])["cls"] == "Government"


def test_a_share_keeps_its_bounds_and_what_else_is_said_of_it(found):
    records, _, _ = found
    record = records["ownership:bods:r-1:equity:2016-04-06.."]
    assert said(record) == {
        "cls": "Ownership",
        "id": "ownership:bods:r-1:equity:2016-04-06..",
        "owner": "person:bods-xx-quill",
        "asset": "org:bods-xx-acme",
        "kind": "equity",
        "share_min": 25.0,
        "share_max": 50.0,
        "start": "2016-04-06",
        "as_of": "2024-01-15",
        "url": ["https://example.org/acme"],
        "note": ["beneficial owner", "more than 25 percent"],
    }
    assert (record.grade, record.seen) == ("official", "2024-01-15")
    assert record.locator == f"statement row 7 {7:032d}"


def test_votes_and_seats_are_no_shares(found):
    records, _, _ = found
    votes = said(records["ownership:bods:r-1:control"])
    assert votes["note"] == ["voting rights 25 to 50 percent"]
    assert "share_min" not in votes
    assert "control" not in votes, "a part of the votes is not said to be control"
    board = said(records["ownership:bods:r-7:control:2020-01-01..2021-01-01"])
    assert board["owner"] == "gov:KEN"
    assert board["control"] is True
    assert "as_of" not in board


def test_the_last_statement_of_a_record_counts_and_a_closed_one_has_ended(found):
    records, meta, _ = found
    granite = said(records["ownership:bods:r-2:equity"])
    assert (granite["share_min"], granite["as_of"]) == (40.0, "2024-06-01")
    closed = said(records["ownership:bods:r-5:equity:..2024-07-01"])
    assert closed["note"] == ["closed by a statement of that date"]
    assert (closed["share_min"], closed.get("share_max")) == (75.0, None)
    assert meta["skipped"] == {
        "statements that a later one of the same record replaces": 2,
        "records of persons and entities that are unknown, anonymous or without a name": 1,
    }


def test_who_is_not_stated_is_a_note_on_what_is_owned_and_no_owner(found):
    _, meta, records = found
    notes = [
        (record.id, record.values["note"])
        for record in records
        if record.cls == "Organization" and record.values.get("note")
    ]
    assert notes == [
        (
            "org:bods-xx-acme",
            ["owner not stated (unknownPerson: interestedPartyHasNotProvidedInformation)"],
        ),
        (
            "org:bods-xx-borealis",
            ["owner not stated (subjectUnableToConfirmOrIdentifyBeneficialOwner: asked)"],
        ),
    ]
    owners = {record.values["owner"] for record in records if record.cls == "Ownership"}
    assert "person:bods-xx-who" not in owners
    assert meta["remarks"] == {
        "owners that are not stated, unknown or anonymous: a note on what is owned": 2,
        "indirect holdings whose links are given: a tie, with the share in its note": 1,
    }


def test_an_indirect_share_does_not_count_beside_its_links(found):
    records, _, _ = found
    through = said(records["ownership:bods:r-6:link"])
    assert "share_min" not in through
    assert through["note"] == [
        "held indirectly",
        "indirect shareholding 100 percent, through other records",
    ]


def test_lines_load_as_an_array_does_and_in_any_order(tmp_path, found):
    _, _, records = found
    lines = stated.written(tmp_path, stated.world(), "bods.jsonl")
    assert read([lines])[0] == records
    turned = stated.written(tmp_path, [*reversed(stated.world())])
    assert sorted(one.id for one in read([turned])[0]) == sorted(one.id for one in records)


def test_an_lei_or_a_name_that_the_alias_table_knows_is_that_organization(tmp_path):
    lei = [{"scheme": "XI-LEI", "id": "300300PV91RY9GH3CT16"}]
    statements = [
        stated.statement(1, "a", "entity", stated.entity("Zhongguo Dianzi", identifiers=lei)),
        stated.statement(2, "b", "entity", stated.entity("Hikvision")),
    ]
    first, second = read([stated.written(tmp_path, statements)])[0]
    assert (first.id, first.values["name"]) == ("org:cec", "China Electronics Corporation")
    assert first.values["alias"] == ["Zhongguo Dianzi"]
    assert second.id == "org:hikvision"


def test_publishers_are_kept_apart_by_a_name(tmp_path):
    path = stated.written(tmp_path, stated.world()[:1])
    records, metas = read([path], **{"as": "Freedonia"})
    assert list(metas) == ["freedonia"]
    assert records[0].id == "org:freedonia-xx-acme"
    with pytest.raises(LoadError, match="own name; say another --as NAME"):
        read([path], **{"as": reference.SOURCE})


def test_unlike_records_never_share_an_id(tmp_path):
    names = ["A-b", "a-b", "a_b", "海", "a--b"]
    statements = [
        stated.statement(at, name, "entity", stated.entity(f"Acme {at}"))
        for at, name in enumerate(names)
    ]
    found = read([stated.written(tmp_path, statements)])[0]
    assert len({one.id for one in found}) == len(names)


def test_fields_that_the_standard_has_not_are_told_and_not_read(tmp_path):
    one = stated.statement(1, "a", "entity", stated.entity("Acme", mood="merry"), colour="red")
    _, metas = read([stated.written(tmp_path, [one])])
    assert metas["bods"]["remarks"] == {
        "fields 'colour', which BODS 0.4 has not": 1,
        "fields 'recordDetails.mood', which BODS 0.4 has not": 1,
    }


OLD = {"statementID": "1" * 32, "statementType": "entityStatement", "name": "Acme"}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"[]", "holds no item"),
        (b"statements", "neither a JSON array nor JSON lines in UTF-8"),
        ("[]".encode("utf-16"), "neither a JSON array nor JSON lines in UTF-8"),
        (b"[{", "cut or damaged JSON after 0 whole items"),
        (b'{"statementId": "1"', "cut or damaged JSON after 0 whole items"),
        (b'{"name": "\xe9"}', "not UTF-8 (byte 0xe9)"),
        (b"[1]", "not a statement"),
        (json.dumps([OLD]).encode(), "statements of BODS before 0.4; panoptrade reads 0.4"),
        (
            json.dumps([OLD | {"publicationDetails": {"bodsVersion": "0.3"}}]).encode(),
            "statements of BODS 0.3; panoptrade reads 0.4: ask for it in 0.4",
        ),
        (b'[{"a": ' + b"[" * 100_000, "cut or damaged JSON"),
        (b'{"a": ' + b"[" * 100_000, "cut or damaged JSON"),
        (b'{"statementId": NaN}', "cut or damaged JSON"),
    ],
)
def test_a_bad_file_is_refused_with_what_would_be_right(tmp_path, content, message):
    workspace = loaded(tmp_path)
    path = tmp_path / "bods.json"
    path.write_bytes(content)
    found = refused(workspace, path, "bods")
    assert message in found[0].message


def test_a_file_cut_at_any_place_is_refused(tmp_path):
    whole = stated.written(tmp_path, stated.world()).read_bytes()
    workspace = loaded(tmp_path)
    for at in range(1, len(whole) - 1, 997):
        path = tmp_path / "cut.json"
        path.write_bytes(whole[:at])
        assert "cut or damaged JSON" in refused(workspace, path, "bods")[0].message


def test_every_wrong_value_is_told_at_once(tmp_path):
    person = {"personType": "knownPerson", "names": [{"fullName": "P"}]}
    statements = [
        stated.statement(1, "a", "entity", stated.entity("Acme", foundingDate="3 May")),
        stated.statement(2, "p", "person", person | {"nationalities": [{"code": "ZZ"}]}),
        stated.statement(3, "r", "relationship", stated.held("p", "a", stated.shares(exact=101))),
        stated.statement(4, "s", "relationship", stated.held("a", "p", {"type": "love"})),
        stated.statement(5, "t", "relationship", stated.held("p", "a", {"type": "love"})),
        stated.statement(6, "u", "relationship", stated.held(7, "a")),
        stated.statement(7, "v", "planet", {}),
        stated.statement(8, "", "entity", stated.entity("Acme")),
        stated.statement(9, "w", "entity", stated.entity(5)),
        stated.statement(10, "x", "entity", {"entityType": [], "name": "Acme"}),
    ]
    with pytest.raises(LoadError) as error:
        read([stated.written(tmp_path, statements)])
    told = [(one.row, one.column) for one in error.value.problems]
    assert told == [
        (1, "foundingDate"),
        (2, "code"),
        (3, "exact"),
        (4, "subject"),
        (5, "type"),
        (6, "interestedParty"),
        (7, "recordType"),
        (8, "recordId"),
        (10, "entityType"),
    ]


def test_items_are_read_one_at_a_time(tmp_path):
    path = tmp_path / "long.json"
    path.write_text("[1, 2, 3, oops]", encoding="utf-8")
    reading = json_items.items(path)
    assert [next(reading) for _ in range(3)] == [(1, 1), (2, 2), (3, 3)]
    with pytest.raises(LoadError, match="after 3 whole items"):
        next(reading)
