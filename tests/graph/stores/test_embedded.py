"""The embedded store holds exactly the property graph, and outlives what happens to its file."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings

from panoptrade.graph import lpg, merge
from panoptrade.graph.cypher import cypher
from panoptrade.graph.stores import embedded
from panoptrade.graph.stores.kglite_fill import column_types, frame
from panoptrade.graph.workspace import Workspace
from tests import invented
from tests import world as worlds

HOSTILE = (
    'it\'s "quoted" `ticked` {braced} $dollar',
    "// comment /* block */ -- dashes",
    "'}) DETACH DELETE n //",
    "back\\slash \\u0027 \\n",
    "line\nbreak\ttab  two spaces ",
    " right-to-left \u202e mark, zero\u200bwidth, 監視 \U0001f4f7",
    "=1+1",
    "null",
    "2014-03-02",
    "[1, 2]",
)
COUNT = "MATCH (d:Deal) RETURN count(d) AS n"
ASK = """
    import sys
    from pathlib import Path
    from panoptrade.graph.cypher import cypher
    from panoptrade.graph.workspace import Workspace
    print(cypher(Workspace(Path(sys.argv[1])), "MATCH (d:Deal) RETURN count(d) AS n").n[0])
"""


@pytest.fixture
def mine(world, tmp_path):
    """A copy of the world that a test may write into."""
    shutil.copytree(world.path, tmp_path / "world", ignore=shutil.ignore_patterns("stores"))
    return Workspace(tmp_path / "world")


def _hostile():
    for number, name in enumerate(HOSTILE):
        owner = f"org:hostile-{number}"
        yield worlds.said("gazette", "Organization", owner, name=name, alias=[name, "x"])
        for part in ("equity", "control"):
            ends = {"owner": owner, "asset": "org:acme-lantern-works", "kind": part}
            key = f"ownership:{number}:{part}"
            yield worlds.said("gazette", "Ownership", key, **ends, note=[name], start="2014-03-02")
        beside = {"owner": owner, "asset": "org:hostile-0", "kind": "equity"}
        yield worlds.said("gazette", "Ownership", f"ownership:{number}:0", **beside, url=[name])


def _known(row):
    plain = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in row.items()
    }
    return {name: value for name, value in plain.items() if value is not None}


def _expected_ties(graph):
    found = {}
    for one in lpg.relationships(graph):
        rows = found.setdefault((one.type, one.source, one.target), [])
        rows += [_known(row) for row in one.table.to_pylist()]
    return found


def _assert_same(graph):
    for one in lpg.nodes(graph):
        text = f"MATCH (n:{one.label}) RETURN properties(n) AS found ORDER BY n.id"
        assert list(cypher(graph, text).found) == [_known(row) for row in one.table.to_pylist()]
    for (kind, source, target), rows in _expected_ties(graph).items():
        found = cypher(
            graph,
            f"MATCH (a:{source})-[r:{kind}]->(b:{target}) "
            "RETURN a.id AS source, b.id AS target, properties(r) AS found",
        )
        merged = [
            {"source": row.source, "target": row.target, **row.found} for row in found.itertuples()
        ]
        assert sorted(map(_key, merged)) == sorted(map(_key, rows)), (kind, source, target)


def _key(row):
    return repr(sorted(row.items()))


def test_the_store_holds_the_world_exactly(world):
    _assert_same(world)


def test_hostile_names_and_repeated_edges_come_back_as_they_went_in(tmp_path):
    graph = worlds.build(tmp_path, _hostile())
    _assert_same(graph)
    for name in HOSTILE:
        text = "MATCH (o:Organization {name: $name})-[:OWNERSHIP]->(b) RETURN o.name AS name"
        found = cypher(graph, text, {"name": name})
        assert set(found.name) == {name}
        assert len(found) == 3


@given(invented.records())
@settings(max_examples=5, deadline=None)
def test_whatever_the_ontology_allows_comes_back_as_it_went_in(found):
    with tempfile.TemporaryDirectory() as folder:
        _assert_same(invented.built(Path(folder) / "invented", found))


def test_threads_share_a_store(mine):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: int(cypher(mine, COUNT).n[0]), range(12)))
    assert found == [10] * 12


def test_the_number_of_relationships_of_each_type_is_that_of_the_tables(tmp_path):
    graph = worlds.build(tmp_path, _hostile())
    wanted = {}
    for one in lpg.relationships(graph):
        wanted[one.type] = wanted.get(one.type, 0) + one.table.num_rows
    text = "MATCH ()-[r]->() RETURN type(r) AS kind, count(r) AS n ORDER BY kind"
    found = cypher(graph, text)
    assert dict(zip(found.kind, found.n, strict=True)) == wanted


def test_the_store_is_made_once_and_named_after_what_it_was_made_of(mine):
    cypher(mine, COUNT)
    [made] = (mine.path / "stores" / "cypher").iterdir()
    assert made == embedded.place(mine)
    before = made.stat().st_mtime_ns
    embedded._loaded.cache_clear()
    cypher(mine, COUNT)
    assert made.stat().st_mtime_ns == before


def test_a_graph_built_anew_is_asked_anew(mine):
    assert cypher(mine, COUNT).n[0] == 10
    worlds.build(mine.path, [worlds.deal("gazette", 30, "cobalt-owl", "KEN", start="2020")])
    assert cypher(mine, COUNT).n[0] == 11
    assert [one.name for one in (mine.path / "stores" / "cypher").iterdir()] == [
        embedded.place(mine).name
    ]


def test_classes_that_came_since_the_graph_was_opened_are_asked_too(mine):
    assert mine.classes()["Deal"] == 10, "the manifest is held from here on"
    found = {"name": "Jade Prism", "country": ["country:KEN"]}
    worlds.build(mine.path, [worlds.said("gazette", "Person", "person:jade-prism", **found)])
    text = "MATCH (p:Person)-[:COUNTRY]->(c:Country) RETURN p.name AS name, c.id AS id"
    assert cypher(mine, text).to_dict("records") == [{"name": "Jade Prism", "id": "country:KEN"}]


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "other"])
def test_a_damaged_store_is_made_again(mine, damage):
    cypher(mine, COUNT)
    path = embedded.place(mine)
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(
        {
            "empty": b"",
            "cut": whole[:middle],
            "flipped": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
            "other": b"no store at all" * 1000,
        }[damage]
    )
    assert cypher(mine, COUNT).n[0] == 10
    assert path.stat().st_size == pytest.approx(len(whole), rel=0.1)


def test_a_store_of_another_engine_or_graph_is_swept_away(mine):
    folder = embedded.place(mine).parent
    folder.mkdir(parents=True)
    (folder / "0123.kgl").write_bytes(b"older")
    (folder / "0123.new").write_bytes(b"half")
    cypher(mine, COUNT)
    assert [one.name for one in folder.iterdir()] == [embedded.place(mine).name]


def test_a_workspace_that_cannot_be_written_to_can_be_asked(mine):
    (mine.path / "stores").write_text("a file where the folder should be")
    assert cypher(mine, COUNT).n[0] == 10
    assert cypher(mine, COUNT).n[0] == 10


def test_the_store_refuses_to_be_written_to_behind_the_guard(mine):
    with pytest.raises(ValueError, match="read-only"):
        embedded.query(mine, "CREATE (n:Deal {id: 'x'})", {})
    assert cypher(mine, COUNT).n[0] == 10


def _started(path, code=ASK):
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_at_once_get_the_same_answer(mine):
    both = [_started(mine.path), _started(mine.path)]
    said = [one.communicate(timeout=120) for one in both]
    assert said == [("10\n", ""), ("10\n", "")]
    assert len(list((mine.path / "stores" / "cypher").iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_build_that_was_killed_leaves_nothing_that_is_asked(mine):
    slow = """
        import sys, time
        from pathlib import Path
        from panoptrade.graph.stores import embedded, kglite_fill
        from panoptrade.graph.workspace import Workspace
        add = kglite_fill.add_relationships
        def slowly(*args, **options):
            folder = Path(sys.argv[1]) / "stores" / "cypher"
            (folder / "half.new").write_bytes(b"half")
            time.sleep(60)
        kglite_fill.add_relationships = slowly
        embedded.opened(Workspace(Path(sys.argv[1])))
    """
    killed = _started(mine.path, slow)
    folder = mine.path / "stores" / "cypher"
    for _ in range(600):
        if (folder / "half.new").exists():
            break
        time.sleep(0.1)
    waiting = _started(mine.path)
    time.sleep(0.2)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert waiting.communicate(timeout=120) == ("10\n", "")
    assert [one.name for one in folder.iterdir()] == [embedded.place(mine).name]


def test_a_graph_built_anew_in_mid_build_is_not_kept_under_the_old_name(mine, monkeypatch):
    fill = embedded.fill

    def overtaken(engine, graph):
        fill(engine, graph)
        worlds.build(mine.path, [worlds.deal("gazette", 31, "cobalt-owl", "KEN", start="2021")])

    monkeypatch.setattr(embedded, "fill", overtaken)
    with pytest.raises(ValueError, match="built anew meanwhile"):
        embedded.query(mine, COUNT, {})
    monkeypatch.undo()
    assert cypher(mine, COUNT).n[0] == 11


def test_whole_numbers_with_gaps_stay_whole(world):
    found = cypher(world, "MATCH (d:Deal) RETURN d.start_year AS year ORDER BY d.id").year
    assert {type(value) for value in found} == {int, type(None)}


def test_merge_makes_the_same_store_from_the_same_sources(mine):
    before = embedded.place(mine)
    merge.build(mine.path)
    assert embedded.place(mine) == before


def test_frames_keep_every_kind_of_value():
    table = pa.table({"n": pa.array([1, None], pa.int32()), "l": [["a"], None], "b": [True, None]})
    made = frame(table)
    assert made.n.dtype == "Int64"
    assert made.b.dtype == "boolean"
    assert made.l.tolist() == [["a"], None]
    assert column_types(table) == {"l": "list"}
