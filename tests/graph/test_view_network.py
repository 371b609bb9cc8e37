"""The quick view: what it says is true, it asks no network, and it is the same each time."""

from __future__ import annotations

import shlex

import pytest

from panoptrade.graph import drawing, page, palette, view_network
from panoptrade.graph.project import project
from panoptrade.graph.view_network import TooLargeError, view
from panoptrade.ontology.words import UnknownWordError
from tests import world as worlds
from tests.graph.pages import Parsed, data

REGIMES = [light for light, _ in palette.table()["regime"]]
FAINT = list(palette.surface(drawing.FAINT))


def test_a_page_says_what_it_is(shown):
    assert shown.all("html") == [{"lang": "en"}]
    assert {"charset": "utf-8"} in shown.all("meta")
    assert "Vendors and the countries that their technology went to" in shown.text()
    assert "9 nodes, 9 ties · 9 deals · 2015–2020 · 3 undated" in shown.text()


def test_nothing_is_asked_of_a_network(shown):
    assert shown.all("script") == [{"type": "application/json", "id": "data"}, {}, {}]
    assert shown.all("link") == [{"rel": "icon", "href": "data:,"}]
    assert not [attrs for _, attrs in shown.elements if "src" in attrs]
    assert "url(" not in "".join(shown.styles)
    assert "sourceMappingURL" not in "".join(shown.scripts)
    assert all(attrs["href"].startswith("https://example.org/") for attrs in shown.all("a"))


def test_the_policy_lets_these_scripts_run_and_no_other(shown):
    found = next(m["content"] for m in shown.all("meta") if "http-equiv" in m)
    hashes = [page.digest(script) for script in shown.scripts[1:]]
    assert f"script-src '{hashes[0]}' '{hashes[1]}';" in found
    assert f"style-src '{page.digest(shown.styles[0])}';" in found
    assert "default-src 'none'" in found
    assert not [attrs for _, attrs in shown.elements if "style" in attrs or "onclick" in attrs]


def test_nodes_are_numbered_and_named(shown):
    nodes = data(shown)["nodes"]
    assert [node["id"] for node in nodes] == list(range(9))
    assert nodes[0]["label"] == "Uganda", "the best tied comes first"
    assert (
        nodes[0]["title"] == "Uganda\ncountry · electoral autocracy\n3 deals, 2 undated; ties to 4"
    )
    owl = next(node for node in nodes if node["label"] == "Cobalt Owl")
    assert owl["title"] == "Cobalt Owl\nvendor · ISR\n2 deals, 1 undated; ties to 2"
    assert nodes[0]["size"] > owl["size"]


def test_a_tie_says_on_what_it_rests_and_calls_no_presence_a_sale(shown):
    titles = [edge["title"] for edge in data(shown)["edges"]]
    assert (
        "Acme Lantern Works → Kenya\n2 deals: 1 contract, 1 maintenance\n2015–2018\nSource: gazette"
        in titles
    )
    assert "Acme Lantern Works → Uganda\n1 deal: 1 presence\nundated\nSource: atlas-1" in titles
    assert "Cobalt Owl → Mexico\n1 deal: 1 deployment (reported)\n2017\nSource: gazette" in titles
    assert (
        "Dune Whisper → Uganda\n1 deal: 1 export licence (refused)\n2019\nSource: gazette" in titles
    )
    faint = [edge["title"] for edge in data(shown)["edges"] if edge["dye"] == FAINT]
    assert len(faint) == 3
    assert all("presence" in title or "detection" in title for title in faint)
    assert not any("sale" in title for title in faint)


def test_countries_are_coloured_by_their_latest_class_and_the_legend_names_the_year(shown):
    colours = {node["label"]: node["color"] for node in data(shown)["nodes"]}
    assert colours["Kenya"] == colours["Uganda"] == REGIMES[1]
    assert colours["China"] == REGIMES[0]
    assert "Country, by Regimes of the World 2020" in shown.text()
    assert "electoral autocracy 2" in shown.text()
    assert "for 2020, whenever the deals were." in shown.text()


def test_an_index_with_three_classes_is_coloured_from_end_to_end(world, tmp_path):
    found = Parsed(view(world, tmp_path / "fh.html", regime="fh"))
    colours = {node["label"]: node["color"] for node in data(found)["nodes"]}
    assert colours["Uganda"] == REGIMES[0]
    assert colours["Kenya"] not in REGIMES, "the middle of three is a mixture"
    assert "Not Free 2" in found.text()


def test_what_is_not_known_stands_on_the_page(shown):
    for said in (
        "Left out: 1 deal, as the vendor or the importing country is not known.",
        "Taken: 3 deals without a year.",
        "A presence or a detection is not a sale",
        "A tie that is missing was not reported",
    ):
        assert said in shown.text()


def test_sources_stand_with_publisher_and_licence(shown):
    said = "The Invented Gazette [gazette] Nobody in particular; licence: CC0-1.0"
    assert said in shown.text()


def test_without_regimes_countries_have_one_colour_and_no_claim(world, tmp_path):
    found = Parsed(view(world, tmp_path / "plain.html", regime=None))
    colours = {node["color"] for node in data(found)["nodes"] if node["shape"] == "dot"}
    assert colours == {palette.of_class("Country")[0]}
    assert "Regimes of the World" not in found.text()
    assert "country 4" in found.text()


def test_countries_outside_the_index_are_counted(tmp_path):
    graph = worlds.build(
        tmp_path / "w", [worlds.deal("gazette", 99, "cobalt-owl", "TUV", start="2019")]
    )
    found = Parsed(view(graph, tmp_path / "view.html"))
    assert "not classified 1" in found.text()
    assert "Not classified for that year: 1 of 5." in found.text()


@pytest.mark.parametrize(
    ("projection", "arrows"),
    [("vendor-country", False), ("exporter-importer", True), ("ownership", True), ("supply", True)],
)
def test_arrows_show_the_direction_where_shapes_do_not(world, tmp_path, projection, arrows):
    found = data(Parsed(view(world, tmp_path / "view.html", projection)))
    assert all(bool(edge["arrows"]) == arrows for edge in found["edges"])
    assert found["options"]["physics"] == {"enabled": False}


def test_owners_are_drawn_by_what_they_are(world, tmp_path):
    found = Parsed(view(world, tmp_path / "view.html", "ownership"))
    shapes = {node["label"]: node["shape"] for node in data(found)["nodes"]}
    assert shapes["Hypatia Quill"] == "triangle"
    assert shapes["Granite Holdings"] == "square"
    assert "owner to asset 3" in found.text()
    assert "3 records" in found.text()
    assert "is not a sale" not in found.text()


def test_a_limit_keeps_the_strongest_and_says_so(world, tmp_path):
    found = Parsed(view(world, tmp_path / "view.html", limit=3))
    assert {node["label"] for node in data(found)["nodes"]} == {
        "Kenya",
        "Uganda",
        "Acme Lantern Works",
    }
    assert "Shown: the 3 nodes with the most deals of 9, and 2 of 9 ties" in found.text()


def test_filters_stand_on_the_page(world, tmp_path):
    found = Parsed(view(world, tmp_path / "view.html", years=(2015, 2018), kinds=["contract"]))
    assert "Filters: years [2015, 2018], undated drop, kinds ['contract']." in found.text()
    assert "2015–2016" in found.text()


def test_only_undated_deals_have_no_dates(world, tmp_path):
    found = Parsed(view(world, tmp_path / "view.html", kinds="presence"))
    assert "1 deal · no dates · 1 undated" in found.text()


def test_a_body_that_no_source_describes_is_drawn_as_such(tmp_path):
    graph = worlds.build(
        tmp_path / "w", [worlds.deal("gazette", 99, "nobody-knows", "KEN", start="2019")]
    )
    found = Parsed(view(graph, tmp_path / "view.html"))
    node = next(n for n in data(found)["nodes"] if n["label"] == "org:nobody-knows")
    assert "not described by any source" in node["title"]
    assert "not described 1" in found.text()


def test_too_large_a_network_is_refused_with_a_way_out(world, tmp_path, monkeypatch):
    monkeypatch.setattr(view_network, "LARGEST", 5)
    with pytest.raises(TooLargeError, match=r"9 nodes; this view shows up to 5: .*limit"):
        view(world, tmp_path / "view.html")
    assert not list(tmp_path.iterdir())
    assert view(world, tmp_path / "view.html", limit=5).exists()


def test_the_command_names_commands_of_the_explorer_that_work(run, world, tmp_path, monkeypatch):
    monkeypatch.setattr(view_network, "LARGEST", 5)
    done = run("view", "network", "--technology", "facial-recognition", "-o", tmp_path / "n.html")
    assert (done.exit_code, done.stdout) == (1, "")
    named = [line.split("panoptrade ")[1] for line in done.stderr.splitlines() if "  pan" in line]
    assert [shlex.split(one)[:4] for one in named] == [
        ["view", "explorer", "-w", str(world.path)]
    ] * 2
    assert shlex.split(named[1])[4:] == ["--about", "country:UGA", "--hops", "1"]
    for number, one in enumerate(named):
        page_file = tmp_path / f"{number}.html"
        assert run(*shlex.split(one), "-o", page_file).exit_code == 0
        assert page_file.stat().st_size > 100_000
    assert not (tmp_path / "n.html").exists()


def test_every_colour_is_a_pair_of_the_palette_and_the_legend_follows_the_ground(shown):
    found = data(shown)
    known = [tuple(pair) for table in palette.table().values() for pair in _pairs(table)]
    dyes = {tuple(one["dye"]) for one in [*found["nodes"], *found["edges"]]}
    assert dyes <= set(known)
    assert found["surface"] == palette.table()["surface"]
    vendor = "light-dark({},{})".format(*palette.of_class("Vendor"))
    assert f".c0{{background:{vendor}}}" in shown.styles[0]


def _pairs(table):
    if isinstance(table, dict):
        return table.values()
    return [table] if isinstance(table[0], str) else table


def test_nothing_to_draw_is_an_error(world, tmp_path):
    with pytest.raises(ValueError, match="nothing to draw: 0 of 0 deals that pass the filters"):
        view(world, tmp_path / "view.html", technology="iris-recognition")


def test_an_index_that_does_not_exist_is_named(world, tmp_path):
    with pytest.raises(UnknownWordError, match="did you mean polity"):
        view(world, tmp_path / "view.html", regime="policy")


def test_the_same_graph_gives_the_same_bytes(world, tmp_path):
    first, second = (view(world, tmp_path / name) for name in ("a.html", "b.html"))
    assert first.read_bytes() == second.read_bytes()


def test_folders_are_made_and_an_old_page_is_replaced(world, tmp_path):
    path = tmp_path / "new" / "view.html"
    view(world, path, limit=3)
    old = path.read_bytes()
    assert view(world, str(path)) == path
    assert path.read_bytes() != old
    assert [one.name for one in path.parent.iterdir()] == ["view.html"]


def test_the_page_is_within_its_budget(shown):
    assert sum(map(len, shown.scripts)) < 600_000


def test_a_kind_is_worded_by_its_list():
    assert drawing.kind("deployment:reported") == "deployment (reported)"
    assert drawing.kind("sale:reported") == "sale reported"
    assert drawing.kind("equity", "Ownership") == "equity"
    assert drawing.evidence({"presence": 2, "contract:alleged": 1}) == (
        "2 presence, 1 contract (alleged)"
    )


def test_a_drawing_changes_nothing_in_what_it_draws(world):
    found = project(world)
    before = found.nodes.copy(deep=True), found.edges.copy(deep=True)
    drawing.draw(world, found, regime="row", seed=0)
    assert found.nodes.equals(before[0])
    assert found.edges.equals(before[1])
