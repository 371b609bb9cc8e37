"""Keep the graph in a Neo4j server: push it there, exactly, and ask it there."""

from __future__ import annotations

import hashlib
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from panoptrade.graph import cypher_rows, lpg
from panoptrade.graph.cypher_text import CypherError, at
from panoptrade.graph.places import offset
from panoptrade.graph.stores import bolt
from panoptrade.graph.stores import neo4j_statements as statements
from panoptrade.graph.stores.neo4j_changes import Change, Changes, PushError, Tie, compare, put
from panoptrade.graph.stores.neo4j_stale import (
    Stale,
    count,
    remove_forgotten,
    remove_nodes,
    remove_ties,
    survey,
)
from panoptrade.ontology import layout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd

    from panoptrade.graph.stores.bolt import Driver, Session
    from panoptrade.graph.workspace import Workspace

    Progress = Callable[[str, int, int], None]

__all__ = ["Change", "PushError", "push", "query"]

PLACE = re.compile(r"\(line (\d+), column (\d+)")
WAIT = 5.0  # seconds for another push to end


def push(
    graph: Workspace,
    *,
    database: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> list[Change]:
    """Make a Neo4j database hold the graph, and return what that took by label and type.

    What is missing is created, what differs is updated, what vanished from the graph is removed;
    nodes and relationships that panoptrade did not write are left alone. Every batch is a
    transaction of its own, so a push that was cut short is finished by the next. A dry run only
    counts. `progress` is called with a name, and how many rows of how many are done.
    Raises ServerError where the server cannot be reached or refuses, PushError where another push
    goes on or the database holds nodes of others under our labels and ids.
    """
    changes = Changes(list(lpg.nodes(graph)), list(map(Tie, lpg.relationships(graph))), progress)
    with bolt.connected() as driver:
        with bolt.session(driver, database) as session:
            stale = survey(session, changes)
            if dry_run:
                found = compare(session, changes)
                count(stale, found)
                return list(found.values())
        with bolt.session(driver, database, write=True) as session:
            _prepare(session)
        with _locked(driver, database, _fingerprint(graph)) as still_held:
            changes.check = still_held
            with bolt.session(driver, database, write=True) as session:
                return _push(session, changes)


def query(
    text: str,
    params: Mapping[str, Any],
    *,
    database: str | None = None,
    limit: int | None = None,
    timeout: float | None = None,
) -> pd.DataFrame:
    """Return the rows that a reading text gives, at most `limit`, within `timeout` seconds.

    Only scalars, lists and maps come back; dates as text. A writing text is refused by the server.
    Raises CypherError saying where the text is wrong, or that time ran out, ServerError where the
    server cannot be reached.
    """
    with bolt.connected() as driver, bolt.session(driver, database) as session:
        try:
            with session.begin_transaction(timeout=timeout) as reading:
                result = reading.run(text, dict(params))
                columns = result.keys()
                rows = result.fetch(limit + 1) if limit is not None else list(result)
        except bolt.Refusal as error:
            if bolt.timed_out(error):
                limited = f" after {timeout:g} seconds" if timeout is not None else ""
                msg = f"time ran out{limited}; ask for less, or allow more"
                raise CypherError(msg) from error
            if bolt.misworded(error):
                raise _placed(text, str(error.message)) from error
            raise
    notes = [cypher_rows.cut(limit)] if limit is not None and len(rows) > limit else []
    values = [[bolt.plain(one) for one in row.values()] for row in rows[:limit]]
    return cypher_rows.frame(columns, values, notes)


def _placed(text: str, said: str) -> CypherError:
    """Return the server's complaint with its place in the text, where it names one."""
    found = PLACE.search(said)
    if found is None:
        return CypherError(said)
    start = offset(text, int(found[1]), int(found[2]))
    return at(text, start, said[: found.start()].strip())


def _fingerprint(graph: Workspace) -> str:
    manifest = layout.graph(graph.path) / "manifest.json"
    return hashlib.sha256(manifest.read_bytes()).hexdigest()


def _push(session: Session, changes: Changes) -> list[Change]:
    # Looked at again: it may have changed before the lock was ours.
    stale: Stale = survey(session, changes)
    found = put(session, changes)
    remove_ties(session, changes, found)
    remove_nodes(session, stale, found)
    remove_forgotten(session, stale, found)
    return list(found.values())


def _prepare(session: Session) -> None:
    for label in (statements.LOCK, *lpg.node_properties()):
        session.run(statements.constraint(label)).consume()
    for label, names in lpg.node_properties().items():
        if statements.INDEXED in names:
            session.run(statements.index(label)).consume()
    session.run("CALL db.awaitIndexes(300)").consume()


@contextmanager
def _locked(driver: Driver, database: str | None, graph: str) -> Iterator[Callable[[], Any]]:
    """Hold the database's lock; the server lets go of it when we end, however we end.

    Meanwhile the lock's node names no graph: what is there is neither the old nor the new one.
    """
    with bolt.session(driver, database, write=True) as session:
        _wait(session, graph)
        with session.begin_transaction(timeout=0) as holding:
            holding.run(statements.lock()).consume()
            yield lambda: holding.run("RETURN 1").consume()
            if bolt.row(holding.run(statements.lock()).single())["graph"] != graph:
                holding.run(statements.note_graph(), graph=graph).consume()
            holding.commit()


def _wait(session: Session, graph: str) -> None:
    try:
        with session.begin_transaction(timeout=WAIT) as trying:
            if bolt.row(trying.run(statements.lock()).single())["graph"] not in {None, graph}:
                trying.run(statements.note_graph(), graph=None).consume()
            trying.commit()
    except bolt.Refusal as error:
        if not bolt.timed_out(error):
            raise
        msg = "another push to this database goes on; wait for it to end"
        raise PushError(msg) from error
