"""Records are laid out as typed tables, whole and in one order."""

from __future__ import annotations

import pyarrow as pa
import pytest

from panoptrade.ontology import records, reference, schema
from panoptrade.ontology.records import Record
from panoptrade.ontology.values import Money
from panoptrade.ontology.words import UnknownWordError

KEN, UGA = "country:KEN", "country:UGA"


def deal(key: str = "deal:gazette:1", locator: str = "row 1", /, **values: object) -> Record:
    return Record(
        "Deal", key, {"kind": "contract", **values}, "gazette", locator, "official", "2021"
    )


def rows(*given: Record) -> list[dict[str, object]]:
    found = records.table(given[0].cls, given).to_pylist()
    return [{k: v for k, v in row.items() if v is not None} for row in found]


def test_a_record_becomes_a_row_with_its_provenance() -> None:
    found = rows(deal(destination=[UGA, KEN], value=Money(5e6, "USD", 2014), start="2014-03"))
    assert found == [
        {
            "id": "deal:gazette:1",
            "kind": "contract",
            "destination": [KEN, UGA],
            "start": "2014-03",
            "value": 5e6,
            "value_currency": "USD",
            "value_year": 2014,
            "source": "gazette",
            "locator": "row 1",
            "grade": "official",
            "seen": "2021",
        }
    ]


def test_a_list_is_sorted_and_has_nothing_twice_and_one_value_is_a_list_of_one() -> None:
    assert rows(deal(destination=[UGA, KEN, UGA]))[0]["destination"] == [KEN, UGA]
    assert rows(deal(destination=KEN))[0]["destination"] == [KEN]


def test_nothing_is_written_for_what_is_empty_but_zero_and_no_are_values() -> None:
    assert rows(deal(note=[], period="", status=None)) == rows(deal())
    ends = {"owner": "org:acme", "asset": "org:ember", "kind": "equity"}
    owned = Record(
        "Ownership", "ownership:1", {**ends, "share_min": 0.0, "control": False}, "g", "r", "press"
    )
    assert rows(owned)[0]["share_min"] == 0.0
    assert rows(owned)[0]["control"] is False


def test_rows_stand_in_one_order_and_the_same_one_once() -> None:
    given = [
        deal("deal:g:2"),
        deal("deal:g:1", "row 9"),
        deal("deal:g:1", "row 3"),
        deal("deal:g:2"),
    ]
    assert [(row["id"], row["locator"]) for row in rows(*given)] == [
        ("deal:g:1", "row 3"),
        ("deal:g:1", "row 9"),
        ("deal:g:2", "row 1"),
    ]
    assert records.table("Deal", given) == records.table("Deal", reversed(given))


@pytest.mark.parametrize("cls", schema.classes())
def test_no_records_give_an_empty_table_with_every_column(cls: str) -> None:
    found = records.table(cls, [])
    assert found.num_rows == 0
    names = found.schema.names
    assert names[0] == "id"
    assert names[-4:] == list(records.PROVENANCE)
    assert set(schema.properties(cls)) <= set(names)


def test_columns_have_the_types_of_their_properties() -> None:
    found = records.columns("Deal")
    assert found["seller"] == pa.list_(pa.string())
    assert found["value"] == pa.float64()
    assert found["value_year"] == pa.int32()
    assert records.columns("Ownership")["control"] == pa.bool_()


def test_a_record_without_a_required_value_is_refused() -> None:
    found = Record("Deal", "deal:g:1", {"kind": ""}, "gazette", "row 7", "official")
    with pytest.raises(ValueError, match=r"Deal deal:g:1 \(row 7\) lacks kind"):
        records.table("Deal", [found])


def test_a_property_that_the_class_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownWordError, match="no property of Deal 'sellr'; did you mean seller"):
        records.table("Deal", [deal(sellr=["org:acme"])])


def test_a_grade_that_does_not_exist_is_refused() -> None:
    found = Record("Deal", "deal:g:1", {"kind": "contract"}, "gazette", "row 7", "gossip")
    with pytest.raises(UnknownWordError, match="no grade 'gossip'"):
        records.table("Deal", [found])


def test_the_reference_tables_become_records_that_fit_their_classes() -> None:
    found = list(reference.records())
    for cls in {one.cls for one in found}:
        assert records.table(cls, [one for one in found if one.cls == cls]).num_rows
    by_id = {one.id: one for one in found}
    assert len(by_id) == len(found)
    assert by_id["country:CIV"].values["name"] == "Côte d'Ivoire"
    assert "Ivory Coast" in by_id["country:CIV"].values["alias"]
    assert by_id["polity:autocracy"].values["score_max"] == -6.0
    assert by_id["tech:facial-recognition"].values["broader"] == "tech:biometrics"
    assert {f"source:{one.source}" for one in found} == {"source:ontology"}
    assert "source:ontology" in by_id
