"""Reach a Neo4j server: credentials from the environment, errors that say what to do."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeAlias

import neo4j
from neo4j import exceptions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# The driver is imported here only; these are its words that the other modules need.
Driver: TypeAlias = neo4j.Driver
Session: TypeAlias = neo4j.Session
Transaction: TypeAlias = neo4j.ManagedTransaction
Refusal: TypeAlias = exceptions.Neo4jError

# What panoptrade writes carries this property; what does not carry it is never touched.
MARK = "_panoptrade"
URI, USERNAME, PASSWORD = "NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD"
SCHEMES = tuple(f"{name}{safe}" for name in ("neo4j", "bolt") for safe in ("", "+s", "+ssc"))
TIMED_OUT = (
    "TransactionTimedOut",
    "TransactionTimedOutClientConfiguration",
    "LockAcquisitionTimeout",
    "LockClientStopped",
)


class ServerError(ConnectionError):
    """A Neo4j server cannot be reached, or refuses what it was asked."""


@contextmanager
def connected() -> Iterator[Driver]:
    """Give a driver for the server that the environment names, and close it.

    Raises ServerError saying what to set or start, also for what the server refuses inside.
    """
    uri = os.environ.get(URI, "")
    if uri.partition("://")[0] not in SCHEMES:
        what = f"{URI} {uri!r} is no address of a Neo4j" if uri else "no Neo4j named"
        msg = f"{what}; set {URI}, as neo4j://localhost:7687"
        raise ServerError(msg)
    if "@" in uri:
        msg = f"{URI} holds a name or a password; set {USERNAME} and {PASSWORD} instead"
        raise ServerError(msg)
    try:
        with _driver(uri) as driver:
            driver.verify_connectivity()
            yield driver
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise ServerError(_explained(uri, error)) from error


def session(driver: Driver, database: str | None, *, write: bool = False) -> Session:
    """Return a session on a database; the user's own where none is named."""
    mode = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
    return driver.session(database=database, default_access_mode=mode)


def quoted(name: str) -> str:
    """Return a label, type or property as it is written in Cypher, whatever it holds."""
    return "`" + name.replace("`", "``") + "`"


def timed_out(error: Refusal) -> bool:
    """Whether the server ended a transaction since it took, or waited, too long."""
    return (error.code or "").rpartition(".")[2] in TIMED_OUT


def misworded(error: Refusal) -> bool:
    """Whether the server refuses a statement for what it says."""
    return (error.code or "").startswith("Neo.ClientError.Statement.")


def plain(value: Any) -> Any:
    """Return a value of the driver's as scalars, lists and maps: nodes as their properties."""
    if isinstance(value, neo4j.graph.Path):
        return [plain(one) for pair in zip(value.nodes, value.relationships, strict=False)
                for one in pair] + [plain(value.end_node)]  # fmt: skip
    if isinstance(value, dict | neo4j.graph.Entity):
        return {name: plain(one) for name, one in value.items() if name != MARK}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.iso_format() if hasattr(value, "iso_format") else value


def row(found: neo4j.Record | None) -> Mapping[str, Any]:
    """Return the one row of a result; no row is an error of ours."""
    assert found is not None
    return found.data()


def _driver(uri: str) -> Driver:
    user, password = os.environ.get(USERNAME), os.environ.get(PASSWORD, "")
    return neo4j.GraphDatabase.driver(
        uri,
        auth=(user, password) if user else None,
        # We name labels that a database may not have yet; the server would warn of each.
        notifications_min_severity="OFF",
        user_agent="panoptrade",
    )


def _explained(uri: str, error: Exception) -> str:
    code = (getattr(error, "code", None) or "").rpartition(".")[2]
    if isinstance(error, exceptions.AuthError) or code == "AuthenticationRateLimit":
        return f"{uri} refuses the name or the password; set {USERNAME} and {PASSWORD}"
    if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
        return f"no Neo4j answers at {uri}; start it, or set {URI} ({_said(error)})"
    if isinstance(error, exceptions.ConfigurationError):
        return (
            f"{URI} {uri!r} is no address of a Neo4j; write neo4j://localhost:7687 ({_said(error)})"
        )
    if code == "DatabaseNotFound":
        return f"{uri} has no such database; leave out --database for the default ({_said(error)})"
    return f"{uri}: {_said(error)}"


def _said(error: Exception) -> str:
    said = getattr(error, "message", None) or str(error)
    return said.partition("\n")[0].rstrip(":")
