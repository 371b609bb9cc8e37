"""What falls when somebody is gone: known answers, the published index, and laws."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import panoptrade as pt
from panoptrade.graph.whatif import SHOW, whatif
from tests import invented
from tests import world as worlds
from tests.graph.traded import firm, hourglass, listed, said, shown, sold, supply

SIX = ["huawei", "hikvision", "dahua", "sensetime", "megvii", "yitu"]
ELEVEN = [*SIX, "zte", "cloudwalk", "ceiec", "infinova", "citcc"]
ENTITY_LIST = "us-bis-entity-list"


@pytest.fixture
def graph(tmp_path):
    return lambda *records: invented.built(tmp_path / "graph", records)


@pytest.fixture(scope="module")
def glass(tmp_path_factory):
    return invented.built(tmp_path_factory.mktemp("glass"), hourglass())


def summary(frame):
    rows = frame.to_dict("records")
    return {row["what"]: (row["before"], row["touched"], row["falls"]) for row in rows}


def test_a_vendor_gone_takes_the_deals_that_were_its_own(glass):
    found = whatif(glass, remove="Ash")
    assert summary(found) == {
        "deals": (5, 4, 3),
        "links": (5, 3, 3),
        "importers": (3, 3, 1),
        "governments": (3, 3, 1),
        "technologies": (0, 0, 0),
        "vendors": (3, 1, 1),
    }
    assert found["share"].tolist()[:3] == [60.0, 60.0, pytest.approx(100 / 3)]
    assert found["left"].tolist() == [2, 2, 2, 2, 0, 2]
    assert "'Ash' is taken as org:ash (Ash, by its name)" in said(found)
    assert "gone by name: Ash" in said(found)
    assert "assumed: a deal stands while one of its known sellers is left" in said(found)
    assert "1 deals lost somebody and stand" in said(found)
    assert found.attrs["gone"] == ["org:ash"]


def test_tables_list_what_is_touched(glass):
    found = whatif(glass, "importers", remove="ash")
    columns = ("id", "name", "deals", "touched", "falls", "left", "vendors_left", "no_other")
    assert shown(found, *columns) == [
        ["country:KEN", "Kenya", 2, 2, 2, 0, 0, True],
        ["country:UGA", "Uganda", 2, 1, 1, 1, 1, False],
        ["country:MEX", "Mexico", 1, 1, 0, 1, 1, False],
    ]
    assert whatif(glass, "governments", remove="ash")["id"].tolist() == [
        "gov:KEN",
        "gov:UGA",
        "gov:MEX",
    ]
    deals = whatif(glass, "deals", remove="ash")
    assert shown(deals, "deal", "falls", "gone", "left") == [
        ["deal:gazette:1", True, ["org:ash"], []],
        ["deal:gazette:2", True, ["org:ash"], []],
        ["deal:gazette:3", True, ["org:ash"], []],
        ["deal:gazette:5", False, ["org:ash"], ["org:cedar"]],
    ]


def test_nobody_falls_for_another_unless_asked(glass):
    assert summary(whatif(glass, remove="chips"))["deals"] == (5, 0, 0)
    upstream = whatif(glass, remove="chips", through="supply")
    assert summary(upstream)["deals"] == (5, 4, 3)
    assert upstream.attrs["gone"] == ["org:ash", "org:chips"]
    assert "or when all upstream of it by supply are" in said(upstream)
    both = whatif(glass, remove=["chips", "lens"], through="supply")
    assert summary(both)["deals"] == (5, 5, 4)


def test_customers_of_those_gone_and_who_else_supplies_them(glass):
    found = whatif(glass, "customers", remove="chips")
    assert shown(found, "customer", "suppliers", "gone", "left", "no_other") == [
        ["org:ash", 1, ["org:chips"], [], True],
        ["org:birch", 2, ["org:chips"], ["org:lens"], False],
    ]


def test_a_country_takes_its_firms_and_the_deals_of_unnamed_ones(graph):
    world = graph(
        firm("ash", "CHN"),
        firm("birch", "CHN USA"),
        sold(1, "ash"),
        sold(2, "birch"),
        sold(3, "", origin="CHN"),
        sold(4, "", origin="CHN USA"),
        sold(5, ""),
    )
    found = whatif(world, jurisdiction="CHN")
    assert summary(found)["deals"] == (4, 2, 2)
    assert "gone with China: every body that is based there and nowhere else" in said(found)
    assert "1 deals have no known seller or origin" in said(found)
    deals = whatif(world, "deals", jurisdiction="China")
    assert deals["deal"].tolist() == ["deal:gazette:1", "deal:gazette:3"]


@pytest.mark.parametrize(
    ("date", "gone"),
    [
        (None, ["org:ash", "org:birch", "org:cedar", "org:dune"]),
        ("2019-10-09", ["org:ash"]),
        ("2019-10", []),
        ("2020", ["org:ash", "org:birch"]),
        ("2021-06-01", ["org:ash", "org:birch"]),
        ("2022", ["org:ash"]),
    ],
)
def test_a_list_takes_whom_it_names_on_every_day_of_the_date(graph, date, gone):
    names = ("ash", "birch", "cedar", "dune")
    world = graph(
        *(firm(one) for one in names),
        *(sold(one, one) for one in names),
        listed("ash", start="2019-10-09"),
        listed("birch", start="2019-12", end="2022-01-01"),
        listed("cedar"),
        listed("dune", start="2023"),
    )
    found = whatif(world, programme=ENTITY_LIST, date=date)
    assert found.attrs["gone"] == gone
    if date is not None:
        assert "what they own is not taken along" in said(found)


def test_listings_whose_dates_cannot_tell_are_counted(graph):
    world = graph(firm("ash"), sold(1, "ash"), listed("ash", start="2019"))
    found = whatif(world, programme="BIS Entity List", date="2019-06")
    assert found.attrs["gone"] == []
    assert "of 1 more the dates are missing or too coarse to tell" in said(found)


def test_substitutes_are_ranked_by_what_they_sell_and_where_they_are(graph):
    face = {"technology": "facial-recognition"}
    tech = ["tech:facial-recognition"]
    world = graph(
        *(firm(one) for one in ("ash", "near", "there", "loose", "other")),
        firm("far", technology=tech), firm("gone", technology=tech),
        sold(1, "ash", "KEN", **face), sold(2, "near", "UGA", **face),
        sold(3, "there", "KEN", **face), sold(4, "loose", "KEN", pairing="possible", **face),
        sold(5, "other", "KEN", technology="imsi-catcher"),
        sold(6, "ash", "MEX"),
    )  # fmt: skip
    found = whatif(world, "substitutes", remove=["ash", "gone"], limit=9)
    columns = ("importer", "technology", "rank", "vendor", "how", "deals_there")
    assert shown(found, *columns) == [
        ["country:KEN", *tech, 1, "org:there", "documented", 1],
        ["country:KEN", *tech, 2, "org:near", "documented", 0],
        ["country:KEN", *tech, 3, "org:far", "documented", 0],
        ["country:KEN", *tech, 4, "org:loose", "possible", 1],
        ["country:MEX", "(technology not stated)", None, None, None, None],
    ]
    assert len(whatif(world, "substitutes", remove="ash", limit=1)) == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"show": "sumary"}, "did you mean summary"),
        ({"remove": "Nobody"}, "nothing in the graph is called 'Nobody'"),
        ({"remove": "Kenya"}, "which is a Country"),
        ({"jurisdiction": "Ash"}, "what is wanted is a Country"),
        ({"programme": "Ash"}, "what is wanted is a Programme"),
        ({"programme": ENTITY_LIST, "date": "soon"}, "date 'soon': not a date"),
        ({"date": "2019"}, "name a programme with it"),
        ({"remove": "ash", "through": "friends"}, "no way upstream"),
    ],
)
def test_wrong_words_are_named(glass, options, words):
    with pytest.raises(ValueError, match=words):
        whatif(glass, **options)


def test_nobody_gone_changes_nothing(glass, world):
    for one in (glass, world, pt.starter()):
        found = whatif(one)
        assert found["touched"].tolist() == found["falls"].tolist() == [0] * len(found)
        assert found["left"].tolist() == found["before"].tolist()
    for show in SHOW:
        if show != "summary":
            assert len(whatif(glass, show)) == 0


def test_an_empty_graph_has_nothing_to_lose(graph):
    world = graph(firm("ash"))
    for show in SHOW:
        found = whatif(world, show, remove="ash")
        assert show == "summary" or len(found) == 0
    assert found.attrs["gone"] == ["org:ash"]
    assert whatif(world)["share"].isna().all()


def test_the_published_index_loses_what_was_computed_from_it():
    graph = pt.starter()
    eleven = [f"org:{one}" for one in ELEVEN]
    assert summary(whatif(graph, remove=eleven, source="aigs-2019"))["importers"][2] == 27
    six = whatif(graph, remove=[f"org:{one}" for one in SIX], source="aigs-2019")
    assert summary(six)["importers"] == (74, 60, 23)
    named = {"programme": ENTITY_LIST, "date": "2019-10-09", "source": "aigs-2019"}
    assert summary(whatif(graph, **named)) == summary(six)
    importers = whatif(graph, "importers", **named)
    assert (len(importers), int(importers["no_other"].sum())) == (60, 23)


def test_the_index_s_edges_are_those_counted_in_it():
    found = whatif(pt.starter(), source="aigs-2019")
    counts = summary(found)
    assert (counts["vendors"][0], counts["links"][0], counts["importers"][0]) == (68, 208, 74)


@settings(max_examples=8, deadline=None)
@given(st.permutations(["ash", "birch", "cedar", "chips", "lens"]), st.booleans())
def test_more_gone_never_leaves_more(tmp_path_factory, order, upstream):
    path = tmp_path_factory.getbasetemp() / "more"
    world = _built(path)
    through = "supply" if upstream else None
    before = whatif(world, through=through)["left"]
    for at in range(1, len(order) + 1):
        after = whatif(world, remove=order[:at], through=through)["left"]
        assert (after <= before).all()
        before = after
    assert before.iloc[0] == 0


def _built(path):
    from panoptrade.graph.workspace import Workspace

    return Workspace(path) if path.exists() else invented.built(path, hourglass())


def test_the_same_question_gives_the_same_bytes_and_changes_nothing(glass):
    files = {path: path.read_bytes() for path in glass.path.rglob("*.parquet")}
    for show in SHOW:
        one, other = (whatif(glass, show, remove="ash", through="supply") for _ in range(2))
        assert (one.to_csv(), one.attrs) == (other.to_csv(), other.attrs)
    assert {path: path.read_bytes() for path in glass.path.rglob("*.parquet")} == files


def test_ten_thousand_parallel_deals_fall_at_once(graph):
    world = graph(firm("ash"), *(sold(at, "ash") for at in range(10_000)))
    assert summary(whatif(world, remove="ash"))["deals"] == (10_000, 10_000, 10_000)


def test_names_with_markup_and_formulas_pass_unharmed(graph):
    name = '=cmd|"<script>\u202e'
    odd = worlds.said("gazette", "Vendor", "org:odd", name=name)
    world = graph(firm("ash", "CHN"), odd, supply("ash", "odd"), sold(1, "odd"))
    found = whatif(world, "customers", remove="ash")
    assert found["customer_name"].tolist() == [name]
