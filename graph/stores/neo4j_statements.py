"""Write the Cypher with which a graph is pushed; every name in it is of our ontology."""

from __future__ import annotations

from panoptrade.graph.stores.bolt import MARK, quoted

# The one node beside the graph's own: who holds it pushes.
LOCK = "_Panoptrade"
INDEXED = "name"


def constraint(label: str) -> str:
    """Return what makes ids unique within a label."""
    return f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{quoted(label)}) REQUIRE n.id IS UNIQUE"


def index(label: str) -> str:
    """Return what makes names of a label quick to find."""
    return f"CREATE INDEX IF NOT EXISTS FOR (n:{quoted(label)}) ON (n.{quoted(INDEXED)})"


def lock() -> str:
    """Return what takes the lock: a write that changes nothing waits for whoever holds it."""
    return (
        f"MERGE (l:{LOCK} {{id: 'push'}}) SET l.held = true REMOVE l.held RETURN l.graph AS graph"
    )


def note_graph() -> str:
    """Return what notes which graph the database holds; null while it is being changed."""
    return f"MATCH (l:{LOCK} {{id: 'push'}}) SET l.graph = $graph"


def put_nodes(label: str) -> str:
    """Return what creates the nodes of rows, and updates those that differ."""
    return (
        f"UNWIND $rows AS row MERGE (n:{quoted(label)} {{id: row.id}}) ON CREATE SET n = row "
        "WITH n, row WHERE properties(n) <> row "
        f"WITH n, row, n.{MARK} IS NULL AS foreign SET n = row "
        "RETURN count(*) AS updated, sum(CASE WHEN foreign THEN 1 ELSE 0 END) AS foreign"
    )


def compare_nodes(label: str) -> str:
    """Return what counts the rows that have a node, and those of them that differ."""
    return (
        f"UNWIND $rows AS row MATCH (n:{quoted(label)} {{id: row.id}}) RETURN count(*) AS found, "
        "sum(CASE WHEN properties(n) <> row THEN 1 ELSE 0 END) AS updated"
    )


def held_by_others(label: str) -> str:
    """Return what finds those of some nodes that have relationships that are not ours."""
    return (
        f"UNWIND $ids AS id MATCH (n:{quoted(label)} {{id: id}})-[r]-() WHERE r.{MARK} IS NULL "
        "RETURN DISTINCT id, type(r) AS type LIMIT 5"
    )


def remove_nodes(label: str) -> str:
    """Return what removes nodes by id; one that still has relationships is refused."""
    return f"UNWIND $ids AS id MATCH (n:{quoted(label)} {{id: id}}) WHERE n.{MARK} DELETE n"


def put_ties(type: str, source: str, target: str, *, keyed: bool) -> str:  # noqa: A002
    """Return what creates the relationships of rows, and updates those that differ."""
    return (
        f"UNWIND $rows AS row MATCH (a:{quoted(source)} {{id: row.source}}) "
        f"MATCH (b:{quoted(target)} {{id: row.target}}) "
        f"MERGE (a)-[r:{quoted(type)} {_key(keyed=keyed)}]->(b) ON CREATE SET r = row.properties "
        "WITH r, row WHERE properties(r) <> row.properties SET r = row.properties "
        "RETURN count(*) AS updated"
    )


def compare_ties(type: str, source: str, target: str, *, keyed: bool) -> str:  # noqa: A002
    """Return what counts the rows that have a relationship, and those of them that differ."""
    return (
        f"UNWIND $rows AS row MATCH (:{quoted(source)} {{id: row.source}})"
        f"-[r:{quoted(type)} {_key(keyed=keyed)}]->(:{quoted(target)} {{id: row.target}}) "
        # A hand may have made copies: a row is counted once.
        "WITH row, collect(properties(r)) AS there RETURN count(*) AS found, "
        "sum(CASE WHEN any(one IN there WHERE one <> row.properties) THEN 1 ELSE 0 END) AS updated"
    )


def list_ties(type: str) -> str:  # noqa: A002
    """Return what lists our relationships of a type, and how to find each again."""
    return (
        f"MATCH (a)-[r:{quoted(type)}]->(b) WHERE r.{MARK} RETURN elementId(r) AS element, "
        "labels(a) AS source_labels, a.id AS source, labels(b) AS target_labels, b.id AS target, "
        "coalesce(r.id, '') AS key"
    )


def read_nodes(label: str) -> str:
    """Return what reads our nodes of a label."""
    return f"MATCH (n:{quoted(label)}) WHERE n.{MARK} RETURN properties(n) AS properties"


def read_ties(type: str, source: str | None = None) -> str:  # noqa: A002
    """Return what reads our relationships of a type, of one source label where it is given."""
    label = f":{quoted(source)}" if source else ""
    return (
        f"MATCH (a{label})-[r:{quoted(type)}]->(b) WHERE r.{MARK} "
        "RETURN a.id AS source, b.id AS target, properties(r) AS properties"
    )


# One look at all nodes, and one at all relationships, is less than one for each label and type.
NODES_THERE = (
    f"MATCH (n) WHERE n.{MARK} OR any(label IN labels(n) WHERE label IN $known) "
    f"RETURN labels(n) AS labels, n.id AS id, n.{MARK} IS NOT NULL AS ours"
)
TIES_THERE = f"MATCH ()-[r]->() WHERE r.{MARK} RETURN type(r) AS type, count(r) AS there"
# What an older ontology put there: our mark, under a label or a type that there is no more.
FORGOTTEN_NODES = (
    f"MATCH (n) WHERE n.{MARK} AND none(label IN labels(n) WHERE label IN $known) "
    "RETURN elementId(n) AS id"
)
FORGOTTEN_TIES = (
    f"MATCH ()-[r]->() WHERE r.{MARK} AND NOT type(r) IN $known RETURN elementId(r) AS id"
)
REMOVE_FORGOTTEN = "UNWIND $ids AS id MATCH (n) WHERE elementId(n) = id DELETE n"
REMOVE_TIES = "UNWIND $ids AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r"


def _key(*, keyed: bool) -> str:
    """Return what tells one of our relationships from another between the same two nodes."""
    return f"{{{MARK}: true, id: row.properties.id}}" if keyed else f"{{{MARK}: true}}"
