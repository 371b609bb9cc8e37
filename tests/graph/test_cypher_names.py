"""Names that no graph of ours has are errors with the nearest name; doubtful ones pass."""

from __future__ import annotations

import pytest

from panoptrade.graph.cypher_names import UnknownNameError, check

WRONG = {
    "MATCH (v:Vendr) RETURN v.name": "column 10: no label 'Vendr'; did you mean Vendor?",
    "MATCH (v:vendor) RETURN v.name": "column 10: no label 'vendor'; did you mean Vendor?",
    "MATCH (n) WHERE n:Vendo RETURN n.id": "column 19: no label 'Vendo'; did you mean Vendor?",
    "MATCH (n:Vendor|Foo) RETURN n.id": "column 17: no label 'Foo'",
    "MATCH (a)-[:OWNS]->(b) RETURN b.id": "type 'OWNS'; did you mean OWNERSHIP?",
    "MATCH (a)<-[r:SELER|BUYER]-(b) RETURN b.id": "column 15: no relationship type 'SELER'",
    "MATCH (v:Vendor) RETURN v.nam": "column 27: no Vendor property 'nam'; did you mean name?",
    "MATCH (v:Vendor) RETURN v.title": "no Vendor property 'title'",
    "MATCH (d:Deal) RETURN d.seller": "no Deal property 'seller'",
    "MATCH (d:Deal {kidn: 'x'}) RETURN d.id": "column 16: no Deal property 'kidn'",
    "MATCH ()-[o:OWNERSHIP {knd: 'x'}]->() RETURN o.id": "no OWNERSHIP property 'knd'",
    "MATCH (d:Deal) RETURN d {.id, .nme} AS m": "column 32: no Deal property 'nme'",
    "MATCH (d:`Deal`) RETURN d.`knd`": "no Deal property 'knd'",
    "MATCH (d:Deal) WHERE EXISTS { (d)-[:SELLR]->() } RETURN d.id": "type 'SELLR'",
    "MATCH (c:Country) RETURN [(c)<-[:COUNTRY]-(v:Vendor) | v.bar] AS m": "property 'bar'",
    "MATCH (n) WHERE n:Deal AND n.knd = 1 MATCH (n:Deal) RETURN n.id": "property 'knd'",
}  # fmt: skip
RIGHT = [
    "MATCH (v:Vendor)<-[:SELLER]-(d:Deal) RETURN v.name, count(d) AS deals",
    "MATCH (d:Deal) WITH {foo: 1} AS d RETURN d.foo",
    "MATCH (d:Deal) RETURN [d IN [{foo: 1}] | d.foo] AS l",
    "MATCH (n:Vendor|Person) RETURN n.founded, n.alias",
    "MATCH (n:Vendor) WITH count(n) AS c MATCH (n:Deal) RETURN n.kind, c",
    "UNWIND $rows AS row MATCH (v:Vendor {id: row.anything}) RETURN row.foo",
    "MATCH (d:Deal) RETURN d.start_date.year AS y",
    "MATCH (d:Deal) RETURN CASE WHEN d.kind = 'x' THEN 1 ELSE 2 END AS c, {foo: d.id} AS m",
    "MATCH (a:Vendor)-[r:OWNERSHIP*1..3]->(b:Vendor) RETURN [x IN r | x.share_min] AS s",
    "MATCH p = shortestPath((a:Vendor {id: $a})-[:OWNERSHIP*1..4]-(b:Vendor)) RETURN length(p)",
    "MATCH (d:Deal) RETURN reduce(s = 0, x IN collect(d.value) | s + x) AS t",
    "MATCH (c:Country) RETURN c {.*, vendors: [(c)<-[:COUNTRY]-(v:Vendor) | v.name]} AS m",
    "MATCH (d:Deal) RETURN COUNT { (d)-[:SELLER]->() } AS n",
    "MATCH (d:Deal) WHERE d.end = '2020' RETURN d.`end`",
    "MATCH (n) RETURN n.foo",
    "RETURN 'MATCH (v:Vendr)' AS text // (v:Vendr)",
]


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_an_unknown_name_is_an_error_with_its_place_and_the_nearest(text, said):
    with pytest.raises(UnknownNameError) as error:
        check(text)
    assert said in str(error.value)


@pytest.mark.parametrize("text", RIGHT)
def test_what_may_be_right_passes(text):
    check(text)


def test_every_wrong_name_is_told_at_once():
    with pytest.raises(UnknownNameError) as error:
        check("MATCH (a:Vendr)-[:OWNS]->(b:Dael) RETURN a.id")
    places = [line.split(":")[0] for line in str(error.value).splitlines() if "column" in line]
    assert places == ["line 1, column 10", "line 1, column 19", "line 1, column 29"]
