"""The explorer as a file: what it holds is what the graph says, and it is the same each time."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import replace

import pandas as pd
import pytest

from panoptrade.graph import explorer_pack, explorer_scope, page, view_explorer
from panoptrade.graph.api import open_graph
from panoptrade.graph.explorer_links import links
from panoptrade.graph.view_explorer import NothingToShowError, TooManyError, view
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds
from tests.graph.pages import Parsed

ACME, OWL = "org:acme-lantern-works", "org:cobalt-owl"


def held(path):
    """Return the data that a page holds, unpacked as its script does it."""
    found = json.loads(Parsed(path).scripts[0])
    if "gzip" in found:
        found = json.loads(gzip.decompress(base64.b64decode(found["gzip"])))
    for table, name in (("nodes", "id"), ("records", "id"), ("records", "place")):
        found[table][name] = whole(found[table][name])
    for name in "sr":
        found["links"][name] = pd.Series(found["links"][name]).cumsum().tolist()
    return found


def whole(texts):
    """Undo `fronted`."""
    found = [""]
    for text in texts:
        found.append(found[-1][: ord(text[0]) - ord("0")] + text[1:])
    return found[1:]


def test_nothing_is_asked_of_a_network_and_only_its_own_script_runs(written):
    found = Parsed(written)
    assert found.all("script") == [{"type": "application/json", "id": "data"}, {}]
    assert not [attrs for _, attrs in found.elements if "src" in attrs]
    policy = next(meta["content"] for meta in found.all("meta") if "http-equiv" in meta)
    assert f"script-src '{page.digest(found.scripts[1])}'; " in policy
    assert f"style-src '{page.digest(found.styles[0])}'; " in policy
    assert policy.startswith("default-src 'none'; ")
    assert "connect-src 'none'" in policy
    assert not [attrs for _, attrs in found.elements if "style" in attrs]
    assert "url(" not in found.styles[0]


def test_every_field_has_a_label_and_the_page_a_language(written):
    found = Parsed(written)
    assert found.all("html") == [{"lang": "en"}]
    named = {attrs["for"] for attrs in found.all("label") if "for" in attrs}
    fields = [*found.all("input"), *found.all("select")]
    bare = [one["id"] for one in fields if one["id"] not in named and "aria-label" not in one]
    assert bare == ["undated", "main"], "these stand inside their labels"


def test_each_link_is_a_record_between_two_things(world, written):
    data = held(written)
    found = [
        (data["nodes"]["id"][s], data["nodes"]["id"][t], data["records"]["id"][r])
        for s, t, r in zip(*(data["links"][name] for name in "str"), strict=True)
    ]
    assert sorted(found) == sorted((x.source, x.target, x.id) for x in links(world).rows)
    assert (ACME, "country:UGA", "deal:atlas-1:uga") in found
    assert ("org:borealis-gaze", "country:UGA", "deal:atlas-1:uga") in found
    assert (
        ACME,
        "programme:us-bis-entity-list",
        "sanction:us-bis-entity-list:acme-lantern-works",
    ) in (found)


def test_links_carry_years_kinds_and_the_importers_regime_of_that_year(world):
    found = {(one.id, one.target): one for one in links(world).rows}
    early, late = found["deal:gazette:1", "country:KEN"], found["deal:gazette:2", "country:KEN"]
    assert (early.first, early.kind, early.regime) == (2015, "contract", "row:2")
    assert (late.first, late.kind, late.regime) == (2018, "maintenance", "row:1")
    undated = found["deal:gazette:6", "country:KEN"]
    assert (undated.first, undated.regime) == (None, "undated")
    refused = found["deal:gazette:5", "country:UGA"]
    assert refused.kind == "licence:refused"
    owned = [one for one in found.values() if one.cls == "Ownership" and one.target == ACME]
    assert [(one.first, one.last, one.regime) for one in owned] == [(2014, 2019, "")]
    going_on = found["ownership:acme-lantern-works:ember-lens", "org:ember-lens"]
    assert (going_on.first, going_on.last) == (2012, None)


def test_a_year_outside_the_index_is_not_classified(tmp_path):
    late = worlds.deal("gazette", 99, "cobalt-owl", "KEN", start="2031")
    graph = worlds.build(tmp_path / "w", [late])
    found = next(one for one in links(graph).rows if one.id == "deal:gazette:99")
    assert found.regime == "not classified"


def test_what_cannot_be_drawn_is_counted_and_said(world, written):
    assert links(world).unplaced == {"Deal": 1}
    assert "Not drawn: 1 of the kind deal; an end is unknown" in Parsed(written).text()


def test_records_say_where_they_stand_and_what_they_rest_on(written):
    data = held(written)
    at = data["records"]["id"].index("deal:gazette:4")
    kind = data["kinds"][data["records"]["kind"][at]]
    assert (kind["label"], kind["faint"]) == ("deployment (reported)", False)
    assert data["records"]["place"][at] == "row deal:gazette:4"
    assert data["sources"][data["records"]["source"][at]]["id"] == "gazette"
    assert data["grades"][data["records"]["grade"][at]] == "official record"
    assert data["records"]["says"][at] == "buyer: Government of MEX"
    shares = data["records"]["id"].index("ownership:acme-lantern-works:ember-lens")
    assert data["records"]["says"][shares] == "60 % · control"
    presence = next(one for one in data["kinds"] if one["code"] == "presence")
    assert (presence["label"], presence["faint"]) == ("presence", True)


def test_two_sources_of_one_record_stand_with_a_place_each(tmp_path):
    again = worlds.deal("atlas-1", 1, "acme-lantern-works", "KEN", start="2015")
    again = replace(again, id="deal:gazette:1", locator="p. 7")
    graph = worlds.build(tmp_path / "w", [again])
    data = held(view(graph, tmp_path / "explorer.html"))
    at = data["records"]["id"].index("deal:gazette:1")
    names = [data["sources"][one]["id"] for one in data["records"]["source"][at]]
    assert (names, data["records"]["place"][at]) == (
        ["atlas-1", "gazette"],
        "p. 7\nrow deal:gazette:1",
    )


def test_around_a_thing_only_what_is_near_is_taken(world, tmp_path):
    data = held(view(world, tmp_path / "explorer.html", about="Cobalt Owl", hops=1))
    assert set(data["nodes"]["id"]) == {
        OWL,
        "org:cobalt-night",
        "person:hypatia-quill",
        "country:MEX",
        "country:UGA",
    }
    assert data["nodes"]["id"][data["about"]] == OWL
    assert "within one tie of Cobalt Owl" in Parsed(tmp_path / "explorer.html").text()


def test_products_and_technologies_are_tied_and_wait_hidden(tmp_path):
    lens = worlds.said(
        "gazette", "Product", "product:owl-lens", name="Owl Lens", maker=[OWL],
        technology=["tech:facial-recognition"], first_year=2016,
    )  # fmt: skip
    deal = worlds.deal("gazette", 90, "cobalt-owl", "KEN", start="2019", product=[lens.id])
    sold = worlds.said("gazette", "Vendor", OWL, name="Cobalt Owl", technology=["tech:osint"])
    graph = worlds.build(tmp_path / "w", [lens, deal, replace(sold, locator="p. 8")])
    found = {(x.cls, x.source, x.target): x for x in links(graph).rows}
    made = found["Product", OWL, lens.id]
    assert (made.first, made.last) == (2016, None)
    assert found["Product", lens.id, "tech:facial-recognition"].id == lens.id
    assert found["Deal", lens.id, "country:KEN"].id == "deal:gazette:90"
    assert found["Vendor", OWL, "tech:osint"].first is None
    data = held(view(graph, tmp_path / "all.html"))
    assert [data["classes"][one][0] for one in data["off"]] == ["Product", "Technology"]
    at = data["records"]["id"].index(OWL)
    assert data["records"]["place"][at] == "p. 8", "only the record that states it"
    start = held(view(graph, tmp_path / "one.html", about="Owl Lens", hops=1))
    assert [start["classes"][one][0] for one in start["off"]] == ["Technology"]


def test_a_government_is_no_end_and_the_error_names_its_country(world, tmp_path):
    with pytest.raises(NothingToShowError, match="names its buyer in its record: start from the c"):
        view(world, tmp_path / "explorer.html", about="gov:MEX")


def test_rows_of_a_query_give_things_and_records(world, tmp_path):
    rows = pd.DataFrame({"d": [{"id": "deal:gazette:3"}], "n": [1], "list": [["nothing", None]]})
    data = held(view(world, tmp_path / "explorer.html", rows=rows))
    assert set(data["nodes"]["id"]) == {"org:borealis-gaze", "country:KEN"}
    things, records = explorer_scope.named_in(pd.DataFrame({"v": [[OWL]]}), links(world).rows)
    assert (things, records) == ({OWL}, set())


def test_a_large_graph_opens_on_the_vendors_with_the_most_deals(world, tmp_path, monkeypatch):
    monkeypatch.setattr(explorer_scope, "MANY", 5)
    monkeypatch.setattr(explorer_scope, "TOP", 1)
    data = held(view(world, tmp_path / "explorer.html"))
    first = {data["nodes"]["id"][one] for one in data["first"]["node"]}
    assert first == {ACME, "country:KEN", "country:UGA"}
    assert len(data["first"]["x"]) == len(data["first"]["y"]) == 3
    monkeypatch.setattr(explorer_scope, "MANY", 5000)
    assert held(view(world, tmp_path / "explorer.html"))["first"] is None
    monkeypatch.setattr(explorer_scope, "LINKS", 5)
    assert len(held(view(world, tmp_path / "explorer.html"))["first"]["node"]) == 3
    assert explorer_scope.top([one for one in links(world).rows if one.cls == "Supply"]) == {
        "org:fennel-sensors"
    }


def test_more_than_a_browser_is_quick_with_is_refused_with_a_way_out(world, tmp_path, monkeypatch):
    monkeypatch.setattr(view_explorer, "LARGEST", 5)
    with pytest.raises(TooManyError, match="holds up to 5: start from one of them"):
        view(world, tmp_path / "explorer.html")
    assert view(world, tmp_path / "explorer.html", about=OWL, hops=1).exists()


def test_wrong_words_are_named_and_nothing_is_written(world, tmp_path):
    path = tmp_path / "explorer.html"
    with pytest.raises(UnknownWordError, match="did you mean polity"):
        view(world, path, regime="policy")
    with pytest.raises(UnknownWordError, match="near it: Cobalt"):
        view(world, path, about="Cobalt Owls")
    with pytest.raises(ValueError, match="hops run from 1 up, not 0"):
        view(world, path, about=OWL, hops=0)
    with pytest.raises(ValueError, match="not from both"):
        view(world, path, about=OWL, rows=pd.DataFrame())
    with pytest.raises(NothingToShowError, match=r"0 things and 0 records .* in 0 rows"):
        view(world, path, rows=pd.DataFrame({"v": []}))
    assert list(tmp_path.iterdir()) == []


def test_the_same_graph_gives_the_same_bytes_with_or_without_kept_places(world, tmp_path):
    first = view(world, tmp_path / "a.html").read_bytes()
    kept = list((world.path / "stores" / "places").glob("*.npy"))
    assert kept
    assert view(world, tmp_path / "b.html").read_bytes() == first
    for one in kept:
        one.write_bytes(b"damaged")
    assert view(world, tmp_path / "c.html").read_bytes() == first


def test_small_data_stay_readable_and_large_ones_are_compressed(monkeypatch):
    assert explorer_pack.packed({"a": 1}) == {"a": 1}
    monkeypatch.setattr(explorer_pack, "PLAIN", 3)
    found = explorer_pack.packed({"a": "é<"})["gzip"]
    assert json.loads(gzip.decompress(base64.b64decode(found))) == {"a": "é<"}


def test_short_columns_are_whole_again():
    texts = ["deal:a:1", "deal:a:2", "", "مراقبة", "مراقب", "x" * 90, "x" * 91]
    assert whole(explorer_pack.fronted(texts)) == texts
    assert explorer_pack.steps([3, 3, 5]) == [3, 0, 2]


def test_the_heading_is_escaped(world, tmp_path):
    path = view(world, tmp_path / "explorer.html", title="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in path.read_text(encoding="utf-8")
    assert len(Parsed(path).all("script")) == 2


def test_the_command_writes_a_page_and_names_what_does_not_go_together(run, tmp_path):
    page_file = tmp_path / "e.html"
    done = run("view", "explorer", "-o", page_file, "--about", "ALW", "--hops", "1")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"written: {page_file} (0." in done.stderr
    text = "MATCH (v:Vendor)<-[:SELLER]-(d:Deal) WHERE d.kind = $kind RETURN d.id AS id"
    done = run("view", "explorer", "-o", page_file, "--cypher", text, "--param", "kind=sale")
    assert done.exit_code == 0
    assert set(held(page_file)["nodes"]["id"]) == {"org:dune-whisper", "country:KEN"}
    done = run("view", "explorer", "-o", page_file, "--cypher", text, "--about", OWL)
    assert done.exit_code == 2
    assert "--about and --cypher are several places to start from" in done.stderr
    done = run("view", "explorer", "-o", page_file, "--param", "kind=sale")
    assert done.exit_code == 2


def test_the_graph_shows_itself(world, tmp_path):
    graph = open_graph(world.path)
    path = graph.view(tmp_path / "e.html", "explorer", about=OWL)
    assert "Cobalt Owl" in Parsed(path.text).scripts[0]
    with pytest.raises(UnknownWordError, match="did you mean explorer"):
        graph.view(path, "explorers")
