"""Communities: cliques that can be drawn, the laws of modularity, and the invented world."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import panoptrade as pt
from panoptrade.graph import net
from panoptrade.graph.communities import METHODS, communities, modularity
from panoptrade.ontology.words import UnknownWordError
from tests.graph import networks


def cliques(count, size):
    """Return cliques in a ring, each tied once to the next."""
    ties = []
    for number in range(count):
        members = [f"{chr(97 + number)}{one}" for one in range(size)]
        ties += [f"{a}>{b}" for a, b in combinations(members, 2)]
        ties.append(f"{chr(97 + number)}0>{chr(97 + (number + 1) % count)}1")
    return net.of(networks.edges(*ties))


@pytest.mark.parametrize("method", METHODS)
def test_cliques_in_a_ring_are_the_communities(method):
    made = cliques(5, 4)
    labels = METHODS[method](made, 1.0, 0)
    parts = {label: [] for label in labels.tolist()}
    for node, label in zip(made.ids, labels.tolist(), strict=True):
        parts[label].append(node[0])
    assert sorted(parts.values()) == [[one] * 4 for one in "abcde"]
    # Five parts of 6 of 35 ties, each with a strength of 14 of 70.
    assert modularity(made, labels) == pytest.approx(30 / 35 - 1 / 5)


@given(edges=networks.random())
@settings(max_examples=40, deadline=None)
def test_modularity_is_networkx_own(edges):
    made = net.of(edges, "deals")
    for method in METHODS.values():
        labels = method(made, 1.0, 3) if made.ids else np.zeros(0, dtype=int)
        graph = nx.Graph()
        graph.add_nodes_from(made.ids)
        for row in edges[edges["source"] != edges["target"]].itertuples():
            before = graph.get_edge_data(row.source, row.target, {"weight": 0})["weight"]
            graph.add_edge(row.source, row.target, weight=before + row.deals)
        if not graph.number_of_edges():
            assert modularity(made, labels) == 0
            continue
        parts = pd.Series(made.ids).groupby(labels).agg(set).tolist()
        assert modularity(made, labels) == pytest.approx(nx.community.modularity(graph, parts))


@pytest.mark.parametrize("projection", ["vendor-country", "exporter-importer", "supply"])
def test_leiden_is_as_good_as_louvain_on_the_starter_graph(projection):
    graph = pt.starter()
    first = communities(graph, projection)
    second = communities(graph, projection, method="louvain")
    assert first.attrs["modularity"] >= second.attrs["modularity"] - 0.005
    assert first.attrs["modularity"] > 0.2


def test_communities_are_numbered_by_size_and_the_busiest_come_first(world):
    found = communities(world)
    sizes = found.drop_duplicates("community")["size"].tolist()
    assert sizes == sorted(sizes, reverse=True)
    assert found["community"].unique().tolist() == list(range(1, len(sizes) + 1))
    assert sum(sizes) == len(found) == 9
    # Ember Lens sells to China only, and nobody else does.
    alone = found[found["id"].isin(["org:ember-lens", "country:CHN"])]
    assert alone["size"].tolist() == [2, 2]
    assert alone["community"].nunique() == 1


def test_the_same_seed_gives_the_same_communities(world):
    assert communities(world, seed=2).equals(communities(world, seed=2))


def test_an_empty_network_has_no_communities(world):
    found = communities(world, technology="iris-recognition", null=19)
    assert found.empty
    assert list(found)[:3] == ["community", "size", "id"]
    assert found.attrs["modularity"] == 0


def test_random_networks_have_communities_too_and_the_notes_say_so(world):
    found = communities(world, null=19)
    assert found.attrs["notes"][2].startswith("in 19 random networks of the same degrees")


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"method": "leidn"}, UnknownWordError, "did you mean leiden"),
        ({"weight": "deal"}, UnknownWordError, "did you mean deals"),
        ({"resolution": 0}, ValueError, "above 0, not 0"),
        ({"resolution": float("nan")}, ValueError, "above 0, not nan"),
        ({"null": 2}, ValueError, "19 random networks or more"),
    ],
)
def test_a_wrong_option_says_what_would_be_right(world, options, error, message):
    with pytest.raises(error, match=message):
        communities(world, **options)


def test_the_command_divides_the_world(run):
    rows = json.loads(run("communities", "--projection", "exporter-importer").stdout)
    assert rows[0]["community"] == 1
    assert {"size", "id", "deals"} <= rows[0].keys()


@pytest.mark.parametrize(
    "words",
    [
        ["communities", "--method", "louvain", "--null", "19"],
        ["communities", "--seed", "3"],
        ["rank", "--samples", "4", "--null", "19", "--seed", "3"],
    ],
    ids=" ".join,
)
def test_the_same_seed_gives_the_same_bytes_in_every_process(world, words):
    said = []
    for hashes in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": hashes}
        command = [sys.executable, "-m", "panoptrade.cli", *words, "-w", str(world.path)]
        found = subprocess.run(command, env=environment, capture_output=True, check=True)
        said.append((found.stdout, found.stderr))
    assert said[0][0]
    assert said[0] == said[1]
