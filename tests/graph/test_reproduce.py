"""Published figures are computed anew: from the starter facts, or shown to lack what they want."""

from __future__ import annotations

import hashlib

import pytest

import panoptrade as pt
from panoptrade.graph import arithmetic, recount
from panoptrade.graph.reproduce import DIFFERS, IMPOSSIBLE, REPRODUCED, STATUSES, reproduce
from panoptrade.ontology import tables
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds

NAMED = {
    "aigs-2019-countries": 75,
    "aigs-2019-smart-city": 56,
    "aigs-2019-facial-recognition": 64,
    "aigs-2019-policing-table": 53,
    "aigs-2019-china": 63,
    "aigs-2019-us": 32,
    "aigs-2019-nec": 14,
    "aigs-2019-palantir": 9,
    "aigs-2019-cisco": 6,
    "aigs-2022-countries": 97,
    "spyware-governments": 74,
    "spyware-autocracies": 44,
    "spyware-democracies": 30,
    "spyware-israel": 56,
    "bis-2019-10-09-firms": 8,
    "ns-cmic-2021-12-16": 8,
    "ndaa-889": 5,
    "aigs-2019-vendors": 68,
    "aigs-2019-links": 208,
    "aigs-2019-with-vendor": 74,
    "aigs-2019-huawei-alone": 18,
}
UNEQUAL = {
    "aigs-2019-policing-text": (52, 53, 53),
    "aigs-2019-huawei": (50, 49, 14),
    "aigs-2019-ibm": (11, 10, 22),
    "spyware-israel-named": (56, 54, 2),
    "bis-2019-10-09-entities": (28, 9, 9),
}


@pytest.fixture(scope="module")
def found():
    return reproduce(pt.starter()).set_index("id")


def test_every_row_names_what_computes_it_or_what_is_missing():
    for row in tables.rows("published"):
        known = recount.FIGURES if row["sources"] else arithmetic.FIGURES
        assert row["function"] in known if row["function"] else row["needs"], row["id"]
        assert row["source"], row["id"]
        assert row["place"], row["id"]
        assert row["kind"] in {"printed", "recount"}, row["id"]
        assert row["sense"] in {"is", "at least"}, row["id"]
        assert float(row["published"]) == round(float(row["published"]), int(row["digits"]))


def test_every_function_computes_a_row_and_every_id_is_one():
    rows = tables.rows("published")
    used = {row["function"] for row in rows} - {""}
    assert used == set(recount.FIGURES) | set(arithmetic.FIGURES)
    assert len({row["id"] for row in rows}) == len(rows)
    assert {int(row["target"]) for row in rows} == set(range(1, 26))


def test_every_printed_number_has_its_place():
    rows = tables.rows("printed")
    assert all(row["place"] and row["source"] and row["url"] for row in rows)
    assert len({(row["figure"], row["item"]) for row in rows}) == len(rows)


@pytest.mark.parametrize(("name", "number"), NAMED.items())
def test_what_the_starter_facts_allow_is_reproduced(found, name, number):
    row = found.loc[name]
    assert (row["published"], row["computed"], row["status"]) == (number, number, REPRODUCED)
    assert row["rows"] == []


@pytest.mark.parametrize(("name", "numbers"), UNEQUAL.items())
def test_a_difference_stands_with_the_rows_behind_it(found, name, numbers):
    row = found.loc[name]
    assert (row["published"], row["computed"], len(row["rows"])) == numbers
    assert row["difference"] == numbers[1] - numbers[0]
    assert row["status"] == DIFFERS
    assert row["explanation"]


def test_the_rows_behind_a_difference_are_of_the_graph(found):
    known = {one for cls in ("Deal", "Sanction", "Vendor") for one in pt.starter().table(cls)["id"]}
    assert {one for row in found["rows"] for one in row} <= known


def test_the_spelling_that_was_taken_along_is_said(found):
    assert "2 of them spelt IBMN" in found.loc["aigs-2019-ibm"]["explanation"]


@pytest.mark.parametrize("number", [10, 11, 12, 13, 14, 17, 18, 19, 20, 21])
def test_what_wants_data_that_nobody_gives_says_which(found, number):
    rows = found[(found["target"] == number) & (found.index != "nber-eq2-percent")]
    assert set(rows["status"]) == {IMPOSSIBLE}
    assert rows["computed"].isna().all()
    assert all(text.startswith("missing: ") for text in rows["explanation"])


def test_a_column_that_does_not_ship_is_named_with_its_file(found):
    for name, column in (("belt-and-road", "bri"), ("military", "milrank")):
        said = found.loc[f"aigs-2019-{name}"]["explanation"]
        assert f"`{column}`" in said
        assert "aigs-2019-table.csv" in said


def test_figures_in_two_units_differ_without_a_difference(found):
    row = found.loc["nber-eq2-percent"]
    assert (row["published"], row["unit"]) == (22, "percentage points")
    assert row["status"] == DIFFERS
    assert row["difference"] != row["difference"]


def test_a_figure_that_was_cut_off_is_told_from_one_that_was_rounded(found):
    above, below = (found.loc[f"nber-democratised-{one}"] for one in ("above", "below"))
    assert above["explanation"] == "1 of 21; the published figure is cut off and not rounded"
    assert (above["status"], below["status"]) == (DIFFERS, REPRODUCED)


def test_a_share_without_its_denominator_is_no_share(found):
    row = found.loc["aigs-2019-share-CA"]
    assert row["status"] == IMPOSSIBLE
    assert row["explanation"].endswith("the numerator is 10")


def test_the_counts_of_the_notes_are_those_of_the_rows(found):
    counts = found["status"].value_counts()
    said = ", ".join(f"{counts[one]} {one}" for one in STATUSES)
    assert reproduce(pt.starter()).attrs["notes"][0] == f"{len(found)} figures: {said}"


def test_targets_are_picked_by_id_and_by_number():
    some = reproduce(pt.starter(), ["8", "ndaa-889"])
    assert list(some["id"]) == ["aigs-2022-countries", "aigs-2022-assessed", "ndaa-889"]
    with pytest.raises(UnknownWordError, match="no target 'ndaa'"):
        reproduce(pt.starter(), "ndaa")


def test_a_graph_without_the_source_says_so_and_computes_what_is_printed(world):
    rows = reproduce(world).set_index("id")
    assert "aigs-2019 is not in this graph" in rows.loc["aigs-2019-countries"]["explanation"]
    assert rows.loc["aigs-2019-countries"]["status"] == IMPOSSIBLE
    assert rows.loc["nber-weak-share-china-deals"]["status"] == REPRODUCED


def test_a_source_without_deals_gives_zeros_and_never_fails(tmp_path):
    metas = {name: worlds.meta(name) for name in ("aigs-2019", "spyware-inventory", "vdem")}
    graph = worlds.build(tmp_path, metas=metas)
    rows = reproduce(graph, ["1", "3", "4", "9", "25"]).set_index("id")
    assert rows.loc["aigs-2019-countries"]["computed"] == 0
    assert rows.loc["spyware-autocracies"]["computed"] == 0
    assert rows.loc["aigs-2019-china-odds"]["status"] == IMPOSSIBLE


def test_the_graph_stays_as_it_is(world):
    def hashed():
        files = sorted(path for path in world.path.rglob("*") if path.is_file())
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]

    before = hashed()
    first, second = reproduce(world), reproduce(world)
    assert first.equals(second)
    assert hashed() == before
