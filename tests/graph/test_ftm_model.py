"""FollowTheMoney's own library takes what we write, unchanged, and reads back what we know."""

from __future__ import annotations

import json

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from panoptrade.graph import export_ftm, ftm_entities, merge
from panoptrade.graph.workspace import Workspace
from panoptrade.loaders import load
from panoptrade.ontology import checksums, ftm, schema, tables, values
from tests import followed
from tests import world as worlds
from tests.graph.test_hostile_names import HOSTILE


@pytest.fixture(scope="module")
def model():
    return followed.library().model


def test_the_table_of_schemata_is_what_the_model_says(model):
    for row in tables.rows("ftm_schemata"):
        one = model.get(row["schema"])
        ours = set(tables.items(row["extends"]))
        known = {parent.name for parent in one.extends} - {"Analyzable"}
        assert ours == known, row["schema"]
        assert set(one.required) <= set(ftm.required(one.name)), row["schema"]
        ranges = {name: one.get(name).range.name for name, _ in _ranges(row)}
        assert ranges == dict(_ranges(row))


def test_every_slot_of_properties_csv_is_a_property_of_the_model(model):
    for cls in schema.classes():
        for one in schema.properties(cls).values():
            for slot in ftm.slots(one):
                found = model.get(slot.schema).get(slot.name)
                assert found is not None, slot
                assert found.schema.name == slot.schema, f"{slot}: {found.schema.name} defines it"


def test_the_codes_of_all_countries_are_the_models(model):
    clean = followed.library("followthemoney.types").registry.country.clean
    codes = {row["iso3"]: ftm.country(row["iso3"], row["iso2"]) for row in tables.rows("countries")}
    assert {iso3: clean(code) for iso3, code in codes.items() if code} == {
        iso3: code for iso3, code in codes.items() if code
    }
    assert {iso3 for iso3, code in codes.items() if not code} == {"ANT", "RVN", "VDR", "YMD"}


def test_validate_gives_back_every_entity_as_it_was(tmp_path):
    extra = [
        worlds.said("gazette", "Vendor", f"org:hostile-{number}", name=name, website=[])
        for number, name in enumerate(HOSTILE)
    ]
    bad = worlds.meta("gazette", title=HOSTILE[0], url="javascript:alert(1)")
    graph = worlds.build(tmp_path / "w", extra, {"gazette": bad})
    path = tmp_path / "graph.json"
    export_ftm.export(graph, path)
    ours = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    back = followed.validated(path)
    assert [one["id"] for one in back] == [one["id"] for one in ours]
    # It takes quotation marks off the ends of a name, and nothing else from anything.
    clean = followed.library("followthemoney.types").registry.name.clean
    for left, right in zip(ours, back, strict=True):
        if "name" in left["properties"]:
            left["properties"]["name"] = [clean(name) for name in left["properties"]["name"]]
        assert left == right


def test_every_entity_of_the_world_is_whole(model, world):
    for one in ftm_entities.entities(world):
        proxy = model.get_proxy(one, cleaned=False)
        proxy.schema.validate({"properties": dict(one["properties"])})
        for prop, value in proxy.itervalues():
            assert prop.type.clean(value) == value, (prop, value)


def test_identifiers_are_taken_where_the_library_takes_them(model):
    said = {
        "lei": ["300300PV91RY9GH3CT16", "253400VTMXV2UE7XNN67"],
        "uscc": ["91330000733796106P", "91330000733796106X"],
        "wikidata": ["Q42", "P42"],
    }
    slots = schema.properties("Organization")
    for name, (right, wrong) in said.items():
        proxy = model.make_entity("Company")
        proxy.add(ftm.slots(slots[name])[0].name, [right, wrong])
        assert [value for _, value in proxy.itervalues()] == [right], name
        assert [checksums.CHECKS[name](one) for one in (right, wrong)] == [True, False]


SHARES = st.none() | st.floats(0, 100, allow_nan=False).map(lambda share: round(share, 3))
DATES = st.none() | st.sampled_from(["2014", "2014-03", "2014-03-02", "201X"])
HOLDINGS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(6, 9), SHARES, SHARES, DATES, DATES),
    min_size=1,
    max_size=30,
    unique_by=lambda one: one[:2],
)
NAMES = st.lists(
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=2)
    .map(lambda name: values.text(f"{name} A"))  # as every loader cleans a name
    .filter(str.isprintable),
    min_size=10,
    max_size=10,
    unique=True,
)


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # each example builds a graph: shrinking takes minutes
)
@given(HOLDINGS, NAMES)
def test_names_shares_and_dates_come_back_from_the_library(
    model, tmp_path_factory, holdings, names
):
    graph = _graph(tmp_path_factory.mktemp("w"), holdings, names)
    proxies = [model.get_proxy(one, cleaned=False) for one in ftm_entities.entities(graph)]
    called = {proxy.id: proxy.first("name", quiet=True) for proxy in proxies}
    back = {
        (called[one.first("owner")], called[one.first("asset")]): (
            one.first("percentage"),
            one.first("startDate"),
            one.first("endDate"),
        )
        for one in proxies
        if one.schema.name == "Ownership"
    }
    for number, name in enumerate(names):
        assert called[f"org.t{number}"] == name
    pairs = [(names[one[0]], names[one[1]]) for one in holdings]
    assert set(back) == set(pairs)
    for pair, (_, _, low, high, start, end) in zip(pairs, holdings, strict=True):
        share, first, last = back[pair]
        assert _bounds(share) == _known(low, high)
        assert first == (None if start == "201X" else start)
        assert last == (None if end == "201X" else end)


def _graph(folder, holdings, names):
    said = [
        worlds.said("gazette", "Organization", f"org:t{number}", name=name)
        for number, name in enumerate(names)
    ]
    said += [
        worlds.said(
            "gazette",
            "Ownership",
            f"ownership:t{owner}:t{asset}",
            owner=f"org:t{owner}",
            asset=f"org:t{asset}",
            kind="equity",
            share_min=low,
            share_max=high,
            start=start,
            end=end,
        )
        for owner, asset, low, high, start, end in holdings
    ]
    load.write(folder, said, {"gazette": worlds.meta("gazette")})
    merge.build(folder)
    return Workspace(folder)


def _known(low, high):
    return None if low is high is None else (low or 0, 100 if high is None else high)


def _bounds(text):
    if text is None:
        return None
    low, _, high = text.partition("-")
    return float(low), float(high or low)


def _ranges(row):
    return [tuple(pair.split(":")) for pair in tables.items(row["ranges"])]
