"""Only reading Cypher passes; what a name, a string or a comment says does not count."""

from __future__ import annotations

import pytest

from panoptrade.graph.cypher_guard import WRITING, check
from panoptrade.graph.cypher_text import CypherError

READS = [
    "RETURN 'CREATE (n)' AS text",
    'RETURN "it\'s // DELETE" AS text',
    r"RETURN 'a \' SET ' AS text",
    "RETURN 1 AS `DETACH DELETE`",
    "MATCH (n) // REMOVE n.x\nRETURN n.id",
    "MATCH (n) /* SET n.x = 1\n */ RETURN n.id",
    "MATCH (set:Create)-[:DELETE|MERGE]->(b:A&Drop) RETURN b.id",
    "MATCH (n) WHERE n.set = $create RETURN {merge: 1, drop: n.load} AS found",
    "MATCH (n) RETURN n {.set, .remove} AS found",
    "MATCH (n) RETURN n.id AS set",
    "CALL (n) { MATCH (n)-[:X]->(m) RETURN count(m) AS found } RETURN found",
    "CALL { RETURN 1 AS x } RETURN x",
    "CALL db.labels() YIELD label RETURN label",
    "MATCH (n) RETURN n.id;",
    "RETURN 'caf\\u00e9' AS name",
    "MATCH (a)-[:X*1..3]->(b) RETURN 1.5e-3 AS x",
]
WRITES = {
    "CREATE (n:Deal)": (1, 1),
    "create (n)": (1, 1),
    "MATCH (n) SET n.x = 1": (1, 11),
    "MATCH (n)\n  DETACH DELETE n": (2, 3),
    "MATCH (n) REMOVE n.x": (1, 11),
    "MERGE (n {id: 'x'})": (1, 1),
    "FOREACH (x IN [1] | CREATE (:X))": (1, 1),
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line": (1, 1),
    "DROP INDEX x": (1, 1),
    "INSERT (:X)": (1, 1),
    "CALL { CREATE (n) }": (1, 8),
    "CALL (n) {CREATE (x)} RETURN 1": (1, 11),
    "RETURN 1 /* x */ CREATE (n)": (1, 18),
    "RETURN '' CREATE (n)": (1, 11),
    "RETURN 1.SET": (1, 10),
    "RETURN 1_0.SET n": (1, 12),
    "MATCH (a)-[:X*1..SET]->(b)": (1, 18),
    "RETURN 1; RETURN 2": (1, 9),
    "RETURN 1 AS x FORMAT CSV": (1, 15),
    "CALL apoc.cypher.doIt('x', {})": (1, 1),
    "CALL dbms.setConfigValue('a', 'b')": (1, 1),
    "CALL `apoc` . `create`.node()": (1, 1),
    r"\u0043REATE (n)": (1, 1),
    r"RETURN '\u0027 CREATE (n) //'": (1, 9),
    r"RETURN '\uu0027 CREATE (n) //'": (1, 9),
    "RETURN 'open": (1, 8),
    "RETURN `open": (1, 8),
    "RETURN 1 /* open": (1, 10),
    "": (1, 1),
    " // nothing": (1, 1),
}


@pytest.mark.parametrize("text", READS)
def test_what_only_reads_passes(text):
    check(text)


@pytest.mark.parametrize(("text", "place"), WRITES.items())
def test_what_does_more_is_refused_with_its_place(text, place):
    line, column = place
    with pytest.raises(CypherError, match=rf"^line {line}, column {column}: "):
        check(text)


@pytest.mark.parametrize("word", sorted(WRITING))
@pytest.mark.parametrize(
    "before", ["", "MATCH (n) ", "MATCH (n) WITH n\n", "CALL { ", "RETURN 1 AS x "]
)
def test_every_writing_word_is_refused_wherever_a_clause_may_stand(word, before):
    with pytest.raises(CypherError, match=f"{word} does not only read"):
        check(f"{before}{word} (n)")


def test_the_caret_stands_under_the_place():
    with pytest.raises(CypherError) as error:
        check("MATCH (n)\nWHERE n.x = 1 DELETE n")
    assert str(error.value).splitlines()[1:] == ["  WHERE n.x = 1 DELETE n", "                ^"]
