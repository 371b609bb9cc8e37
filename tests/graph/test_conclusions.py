"""One question under every definition, number by number on the invented world."""

from __future__ import annotations

from math import inf, isnan

import pytest

from panoptrade.graph import regimes
from panoptrade.graph.conclusions import conclusions
from panoptrade.ontology.words import UnknownWordError
from tests import invented
from tests import world as worlds

GROUPS = ["CHN", "USA", "ISR", "EUE", "rest"]


def rows(frame, *columns):
    return {row[0]: list(row[1:]) for row in frame[["exporter", *columns]].to_numpy()}


def asked(world, **options):
    return conclusions(
        world, **{"definitions": "row-autocracy", "lags": 0, "units": "deals", **options}
    )


def test_deals_by_group_of_exporters_with_their_remainders(world):
    found = asked(world)
    assert rows(found, "inside", "of", "undated", "unclassified", "no_importer") == {
        "CHN": [1, 2, 1, 0, 0],
        "USA": [1, 1, 1, 1, 0],
        "ISR": [0, 1, 1, 0, 0],
        "EUE": [0, 1, 0, 0, 0],  # Hungary, beside Israel in one deal
        "rest": [1, 1, 1, 0, 0],
    }
    assert found["share"].tolist() == [50, 100, 0, 0, 100]
    assert list(found["exporter"]) == GROUPS
    assert found["exporter_name"].tolist()[-2:] == ["European Union", "all others"]


def test_a_link_is_classified_at_its_first_dated_deal(world):
    found = asked(world, units="country-links")
    assert rows(found, "inside", "of", "undated", "unclassified") == {
        "CHN": [0, 1, 1, 0],  # Kenya, a democracy in 2015 and none in 2018
        "USA": [1, 1, 1, 1],
        "ISR": [0, 1, 1, 0],
        "EUE": [0, 1, 0, 0],
        "rest": [1, 1, 1, 0],
    }


def test_a_lag_classifies_earlier(world):
    assert rows(asked(world, lags=1), "inside", "of")["USA"] == [0, 1]
    assert asked(world, lags=[1, 0])["lag"].unique().tolist() == [0, 1]


def test_every_definition_lag_and_unit_has_its_rows_even_without_scores(world):
    frame = conclusions(world)
    assert frame["definition"].unique().tolist() == list(regimes.definitions())
    assert len(frame) == len(regimes.definitions()) * 2 * 2 * len(GROUPS)
    eiu = frame[frame["definition"] == "eiu-not-full"]
    assert (eiu["of"].sum(), set(eiu["shows"])) == (0, {"cannot be known", ""})


def test_by_kind_and_by_grade_every_deal_stays(world):
    whole, kinds = asked(world), asked(world, by="kind")
    for column in ("inside", "of", "undated", "unclassified"):
        assert kinds.groupby("exporter")[column].sum().to_dict() == dict(
            zip(whole["exporter"], whole[column], strict=True)
        )
    both = asked(world, by=["kind", "grade"])
    assert list(both.columns)[4:7] == ["kind", "grade", "exporter"]


def test_a_word_given_twice_counts_once(world):
    assert asked(world, by=["kind", "kind"]).equals(asked(world, by="kind"))


def test_deals_inside_one_country_are_left_out_unless_asked_for(world):
    assert rows(asked(world, domestic=True), "inside", "of")["CHN"] == [2, 3]
    assert "1 deals do not leave their country" in " ".join(asked(world).attrs["notes"])


def test_a_deal_of_both_exporters_is_left_out_of_their_comparison(world):
    found = rows(asked(world, undated_as=2014), "inside", "of", "both", "odds_ratio")
    assert found["CHN"] == [2, 3, 1, 0]
    assert found["USA"][:3] == [2, 2, 0]
    # Without the deal of both: 1 in and 1 out against 1 in and none out.
    assert asked(world, undated_as=2014).attrs["versus"] == ("CHN", "USA")


@pytest.mark.parametrize(("year", "side"), [("2019", "EUE"), ("2020", "rest"), ("1972", "rest")])
def test_a_country_is_of_the_union_in_the_years_of_its_membership(tmp_path, year, side):
    sold = worlds.deal("gazette", 90, "", "UGA", origin="GBR", kind="sale", start=year)
    found = asked(invented.built(tmp_path / "g", [sold]), lags=0)
    counted = {row["exporter"]: row["unclassified"] for row in found.to_dict("records")}
    assert counted.pop(side) == 1
    assert not any(counted.values())


def test_the_studys_split_comes_out_of_a_graph(tmp_path):
    def sold(first, number, origin, to):
        return [
            worlds.deal("g", f"{first}-{n}", "", to, origin=origin, kind="sale", start="2015")
            for n in range(number)
        ]

    scores = [
        worlds.said(
            "g", "Classification", f"classification:{iso3}", country=f"country:{iso3}",
            regime=f"polity:{regime}", year=2015, score=score,
        )
        for iso3, regime, score in (("UGA", "open-anocracy", 1.0), ("MEX", "democracy", 8.0))
    ]  # fmt: skip
    deals = [
        sold("a", 105, "CHN", "UGA"),
        sold("b", 133, "CHN", "MEX"),
        sold("c", 50, "USA", "UGA"),
    ]
    world = invented.built(
        tmp_path / "g",
        [*scores, *(one for part in deals for one in part), *sold("d", 161, "USA", "MEX")],
    )
    china, states = conclusions(
        world, exporter=["China", "USA"], definitions="polity-below-7", lags=0, units="deals"
    ).to_dict("records")
    assert (china["inside"], china["of"], states["inside"], states["of"]) == (105, 238, 50, 211)
    assert round(china["odds_ratio"], 2) == 2.54
    assert china["p"] == pytest.approx(6.88e-6, rel=0.01)
    assert china["shows"] == "above 1"


def test_the_notes_say_under_how_many_definitions_it_holds(world):
    notes = conclusions(world, units="deals", lags=0).attrs["notes"]
    (said,) = (note for note in notes if note.startswith("China against United States"))
    # Three of Regimes of the World and Freedom House each tell the deals apart.
    frame = conclusions(world, units="deals", lags=0)
    tested = frame[(frame["exporter"] == "CHN") & frame["odds_ratio"].notna()]
    assert f"under {(tested['odds_ratio'] > 1).sum()} of {len(tested)} definitions" in said
    assert tested["definition"].tolist() == ["row-autocracy", "row-electoral-democracy"]
    assert tested["odds_ratio"].tolist() == [0, inf]


def test_shuffling_the_exporters_within_a_deal_changes_nothing(tmp_path):
    def world(name, origin):
        deal = worlds.deal("gazette", 90, "", "KEN", origin=origin, kind="sale", start="2016")
        return worlds.build(tmp_path / name, [deal])

    one, other = (asked(world(n, o)) for n, o in (("a", "CHN USA FRA"), ("b", "FRA USA CHN")))
    assert one.to_csv() == other.to_csv()


def test_an_undated_deal_changes_no_dated_count(world, tmp_path):
    more = worlds.build(tmp_path, [worlds.deal("gazette", 90, "borealis-gaze", "KEN")])
    counted = ["inside", "of", "share", "low", "high", "unclassified", "odds_ratio", "p"]
    before, after = conclusions(world), conclusions(more)
    assert after[counted].equals(before[counted])
    added = (after["undated"] - before["undated"]).groupby(after["exporter"]).max()
    assert added.to_dict() == dict.fromkeys(GROUPS, 0) | {"USA": 1}


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("row-not-liberal", ["row-autocracy", "row-electoral-democracy"]),
        ("fh-not-or-partly-free", ["fh-not-free", "fh-partly-free"]),
    ],
)
def test_groups_that_make_up_another_add_up_to_it(world, whole, parts):
    found = conclusions(world, undated_as=2017).set_index(["definition", "lag", "unit", "exporter"])
    together = sum(found.loc[part, ["inside"]] for part in parts)
    assert together.equals(found.loc[whole, ["inside"]])
    assert all(found.loc[part, ["of"]].equals(found.loc[whole, ["of"]]) for part in parts)


def test_ten_thousand_deals_of_one_pair_are_one_link(tmp_path):
    sold = (
        worlds.deal("gazette", f"x{n}", "", "KEN", origin="CHN", kind="sale", start="2016")
        for n in range(10_000)
    )
    found = conclusions(worlds.build(tmp_path, sold), definitions="row-autocracy", lags=0)
    china = found[found["exporter"] == "CHN"].set_index("unit")
    assert china.loc["deals", ["inside", "of"]].tolist() == [10_001, 10_002]
    assert china.loc["country-links", ["inside", "of"]].tolist() == [0, 1]


def test_a_graph_without_deals_gives_no_rows(tmp_path):
    found = conclusions(
        invented.built(tmp_path / "g", [worlds.said("g", "Vendor", "org:acme", name="Acme")])
    )
    assert found.empty
    assert "odds_ratio" in found.columns
    assert "no exporter is held against another" in found.attrs["notes"]


def test_deals_without_dates_are_all_remainder(tmp_path):
    sold = worlds.deal("gazette", 90, "", "UGA", origin="CHN", kind="sale")
    found = asked(invented.built(tmp_path / "g", [sold]))
    assert rows(found, "of", "undated")["CHN"] == [0, 1]
    assert set(found["shows"]) == {"cannot be known", ""}


def test_one_exporter_is_held_against_nobody(world):
    found = asked(world, exporter="USA", against="USA")
    assert found["exporter"].tolist() == ["USA", "rest"]
    assert found["shows"].tolist()[0] == ""
    assert "no exporter is held against another" in found.attrs["notes"]


def test_a_deal_of_no_known_exporter_has_a_row_and_no_comparison(tmp_path):
    sold = worlds.deal("gazette", 90, "", "KEN", kind="sale", start="2016")
    last = asked(worlds.build(tmp_path, [sold])).iloc[-1]
    assert (last["exporter"], last["inside"], last["of"]) == ("(exporter not known)", 1, 1)
    assert isnan(last["odds_ratio"])
    assert last["shows"] == ""


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"exporter": "Chyna"}, "no exporter 'Chyna'"),
        ({"against": "UAS"}, "did you mean USA"),
        ({"definitions": "row-autocrasy"}, "did you mean row-autocracy"),
        ({"units": "vendor-links"}, "country-links"),
        ({"by": "vendor"}, "kind, grade"),
    ],
)
def test_a_wrong_word_names_what_exists(world, wrong, message):
    with pytest.raises(UnknownWordError, match=message):
        asked(world, **wrong)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"exporter": ["CHN", "China"]}, "each once"),
        ({"years": (2019, 2011)}, "from the first"),
        ({"units": ()}, "one unit"),
        ({"lags": []}, "one lag"),
        ({"definitions": []}, "one definition"),
    ],
)
def test_what_contradicts_is_refused(world, wrong, message):
    with pytest.raises(ValueError, match=message):
        asked(world, **wrong)


def test_nothing_in_the_graph_changes_and_twice_gives_the_same(world):
    before = {one.name: one.read_bytes() for one in (world.path / "graph").iterdir()}
    first, again = (conclusions(world, undated_as=2016, years=(2012, 2018)) for _ in range(2))
    assert first.to_csv() == again.to_csv()
    assert {one.name: one.read_bytes() for one in (world.path / "graph").iterdir()} == before
