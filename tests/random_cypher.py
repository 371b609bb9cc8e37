"""Write random reading questions from the ontology's words, within what both engines know."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from panoptrade.graph import lpg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from panoptrade.graph.lpg import RelationshipTable

VALUES = ("'2015'", "'2019-10-09'", "'research'", "'CHN'", "'a'", "'Z'", "'org:huawei'")
NUMBERS = ("0", "1", "2015", "25", "3.5")


class Writer:
    """A writer of questions; the same seed writes the same ones."""

    def __init__(
        self, seed: int, nodes: Mapping[str, Iterable[str]], ties: list[RelationshipTable]
    ) -> None:
        self.random = random.Random(seed)
        self.nodes = {label: sorted(names) for label, names in nodes.items()}
        found = {(one.source, one.type, one.target) for one in ties if not one.derived}
        self.ties = sorted(found)

    def question(self) -> str:
        """Return a question whose rows have one order."""
        return self.random.choice((self._list, self._count, self._optional, self._steps))()

    def _list(self) -> str:
        source, tie, target = self.random.choice(self.ties)
        of_a, of_r, of_b = self._name("a", source), self._of_tie(tie), self._name("b", target)
        return (
            f"MATCH (a:{source})-[r:{tie}]->(b:{target}) {self._where(source, tie, target)}"
            f"RETURN a.id AS a, {of_a} AS x, {of_r} AS y, b.id AS b, {of_b} AS z "
            "ORDER BY a, b, y, x, z LIMIT 200"
            if not self._is_list(of_r, of_a, of_b)
            else f"MATCH (a:{source})-[r:{tie}]->(b:{target}) {self._where(source, tie, target)}"
            "RETURN a.id AS a, b.id AS b, count(*) AS n ORDER BY a, b LIMIT 200"
        )

    def _count(self) -> str:
        source, tie, target = self.random.choice(self.ties)
        side = self.random.choice("ab")
        many = "b" if side == "a" else "a"
        counts = (f"count({many})", f"count(DISTINCT {many}.id)", f"min({many}.id)")
        of_tie = (f"max({self._of_tie(tie)})", f"count({self._of_tie(tie)})")
        how = self.random.choice((*counts, *of_tie))
        if how.startswith("max") and self._is_list(how):
            how = f"count({many})"
        return (
            f"MATCH (a:{source})-[r:{tie}]->(b:{target}) {self._where(source, tie, target)}"
            f"WITH {side}, {how} AS n, count(*) AS m WHERE m >= {self.random.choice((1, 2, 5))} "
            f"RETURN {side}.id AS id, n, m ORDER BY m DESC, id LIMIT 100"
        )

    def _optional(self) -> str:
        source, tie, target = self.random.choice(self.ties)
        return (
            f"MATCH (a:{source}) OPTIONAL MATCH (a)-[r:{tie}]->(b:{target}) "
            f"WITH a, count(DISTINCT b.id) AS n, collect(DISTINCT b.id) AS l "
            f"RETURN a.id AS id, n, size(l) AS size, "
            f"EXISTS {{ MATCH (a)-[:{tie}]->(:{target}) }} AS has, "
            f"CASE WHEN n > 1 THEN 'many' WHEN n = 1 THEN 'one' ELSE 'none' END AS word "
            "ORDER BY n DESC, id LIMIT 100"
        )

    def _steps(self) -> str:
        source, tie, target = self.random.choice(self.ties)
        onward = [one for one in self.ties if one[0] == target]
        if not onward:
            return self._count()
        _, second, last = self.random.choice(onward)
        return (
            f"MATCH (a:{source})-[r:{tie}]->(b:{target})-[s:{second}]->(c:{last}) "
            f"{self._where(source, tie, target)}"
            "WITH c, count(DISTINCT a.id) AS n, count(*) AS m, min(b.id) AS first "
            "RETURN c.id AS id, n, m, first ORDER BY n DESC, id LIMIT 50"
        )

    def _where(self, source: str, tie: str, target: str) -> str:
        if self.random.random() < 0.3:
            return ""
        names = (self._name("a", source), self._of_tie(tie), self._name("b", target))
        one = self.random.choice([name for name in names if not self._is_list(name)] or ["a.id"])
        text, number = self.random.choice(VALUES), self.random.choice(NUMBERS)
        if one.endswith("_date"):
            # A date and a text cannot be held against each other on Neo4j.
            text = "date('2019-10-09')"
        tests = ("IS NULL", "IS NOT NULL", f"> {text}", f"= {text}", f"<= {number}")
        test = self.random.choice(tests)
        negated = "NOT " if self.random.random() < 0.2 else ""
        return f"WHERE {negated}{one} {test} "

    def _name(self, variable: str, label: str) -> str:
        return f"{variable}.{self.random.choice(self.nodes[label])}"

    def _of_tie(self, tie: str) -> str:
        return f"r.{self.random.choice(sorted(lpg.relationship_properties()[tie]))}"

    def _is_list(self, *names: str) -> bool:
        return any(name.partition(".")[2].rstrip(")") in LISTS for name in names)


def _lists() -> frozenset[str]:
    from panoptrade.ontology import schema

    found = {
        one.name for cls in schema.classes() for one in schema.properties(cls).values() if one.many
    }
    return frozenset(found | {"sources"})


LISTS = _lists()
