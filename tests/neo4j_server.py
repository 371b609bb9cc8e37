"""A real Neo4j for the tests: its jars from Maven Central, on free ports, gone with the tests."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import neo4j
import pytest
from filelock import FileLock
from neo4j.exceptions import DriverError, Neo4jError
from platformdirs import user_cache_path

from panoptrade.graph import export_neo4j
from tests.missing import give_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

POM = Path(__file__).parent / "neo4j" / "pom.xml"
USER, PASSWORD = "neo4j", "only-for-tests"
START, STOP = 180, 30  # seconds
# The server ends with the tests however they end: the pipe that holds it closes with them. It is
# not asked to stop, for nobody wants its files.
LEASH = 'exec 3<&0; (cat <&3 >/dev/null; kill -9 $$) & exec 3<&-; exec "$@" </dev/null'
SETTINGS = """
dbms.security.auth_enabled=true
dbms.security.auth_minimum_password_length=1
dbms.usage_report.enabled=false
server.bolt.listen_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.memory.heap.max_size=768m
server.memory.pagecache.size=128m
server.directories.data={home}/data
dbms.cypher.min_replan_interval=1h
dbms.cypher.statistics_divergence_threshold=1.0
db.tx_log.rotation.retention_policy=keep_none
"""


@dataclass(frozen=True)
class Server:
    """A running Neo4j and what it takes to reach it."""

    uri: str
    user: str
    password: str
    home: Path

    def driver(self) -> neo4j.Driver:
        """Return a driver of its own; close it."""
        return neo4j.GraphDatabase.driver(
            self.uri, auth=(self.user, self.password), notifications_min_severity="OFF"
        )

    def run(self, text: str, **parameters: object) -> list[dict[str, object]]:
        """Run one statement and return its rows."""
        with self.driver() as driver, driver.session() as session:
            return session.run(text, parameters).data()

    def clear(self, *, schema: bool = False) -> None:
        """Remove every node and relationship, and where it is asked constraints and indexes.

        Without these the server forgets all plans, and a test waits for them to be made again.
        """
        self.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")
        if not schema:
            return
        for row in self.run("SHOW CONSTRAINTS YIELD name"):
            self.run(f"DROP CONSTRAINT `{row['name']}`")
        for row in self.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'"):
            self.run(f"DROP INDEX `{row['name']}`")

    def environment(self) -> Mapping[str, str]:
        """Return the variables that our commands read."""
        return {
            "NEO4J_URI": self.uri,
            "NEO4J_USERNAME": self.user,
            "NEO4J_PASSWORD": self.password,
        }


def jars() -> Path:
    """Return the folder of the server's jars, fetched once into the user's cache.

    Without Java 17 or Maven the test is skipped; under CI it fails.
    """
    missing = [name for name in ("java", "mvn") if shutil.which(name) is None]
    if missing:
        give_up(f"a real Neo4j needs Java 17 and Maven; not found: {', '.join(missing)}")
    folder = user_cache_path("panoptrade") / f"neo4j-{version()}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{folder}.lock"):
        if not folder.is_dir():
            _fetch(folder)
    return folder


def version() -> str:
    """Return the version of the server that the pom names."""
    found = re.search(r"<version>(5\.26\.\d+)</version>", POM.read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


@contextmanager
def running(home: Path, *, brief: bool = True) -> Iterator[Server]:
    """Start a server whose files are in `home`, and stop it in the end.

    `brief` spares what only pays in a server that runs for long; a benchmark wants it.
    """
    lib = jars()
    bolt, http = _free_ports(2)
    (home / "conf").mkdir(parents=True, exist_ok=True)
    settings = SETTINGS.format(bolt=bolt, http=http, home=home)
    (home / "conf" / "neo4j.conf").write_text(settings, encoding="utf-8")
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen(
            ["sh", "-c", LEASH, "leash", *_java(lib, home, brief=brief)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        server = Server(f"bolt://127.0.0.1:{bolt}", USER, PASSWORD, home)
        _wait(process, server)
        yield server
    finally:
        _stop(process)


def admin(home: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `neo4j-admin` in a folder on a server that is not running."""
    (home / "conf").mkdir(parents=True, exist_ok=True)
    command = ["java", "-Xmx1g", "-cp", f"{jars()}/*", "org.neo4j.cli.AdminTool", *arguments]
    places = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    return subprocess.run(
        command, env=os.environ | places, cwd=folder, capture_output=True, text=True, check=False
    )


def imported(folder: Path) -> Path:
    """Fill a new server by the command of the export in `files`, and return the server's home."""
    files, home = folder / "files", folder / "home"
    script = (files / export_neo4j.COMMAND).read_text(encoding="utf-8")
    program, *arguments = shlex.split(script.partition(" && ")[2].replace("\\\n", ""))
    assert program == "neo4j-admin"
    done = admin(home, *arguments, folder=files)
    assert done.returncode == 0, done.stderr[-2000:]
    return home


def constrain(server: Server, folder: Path) -> None:
    """Run the constraints that stand beside the files of an export, and wait for their indexes."""
    for one in (folder / "files" / "constraints.cypher").read_text(encoding="utf-8").split(";"):
        if one.strip():
            server.run(one)
    server.run("CALL db.awaitIndexes(300)")


def _java(lib: Path, home: Path, *, brief: bool) -> list[str]:
    entry = "org.neo4j.server.CommunityEntryPoint"
    memory = ["-Xms512m", "-Xmx768m", "-XX:+UseSerialGC"]
    # Most of what it does in a test it does for the first time: what only pays later is left out.
    quick = ["-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"] if brief else []
    places = [f"--home-dir={home}", f"--config-dir={home}/conf", "--console-mode"]
    return ["java", *memory, *quick, "-cp", f"{lib}/*", entry, *places]


def _fetch(folder: Path) -> None:
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    where = [f"-DoutputDirectory={fresh}", "-f", str(POM)]
    command = ["mvn", "-q", "-B", "dependency:copy-dependencies", *where]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        give_up(f"Maven cannot fetch Neo4j: {(done.stdout + done.stderr).strip()[-400:]}")
    fresh.rename(folder)


def _wait(process: subprocess.Popen[bytes], server: Server) -> None:
    """Wait until the server answers, and give it the password of the tests."""
    deadline = time.monotonic() + START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            _set_password(server)
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.3)
        else:
            return
    log = (server.home / "console.log").read_text(encoding="utf-8", errors="replace")
    pytest.fail(f"Neo4j does not start within {START} s:\n{log[-2000:]}")


def _set_password(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", int(server.uri.rsplit(":", 1)[1])), timeout=1):
        pass  # The driver would wait much longer for a port that is shut.
    change = f"ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO '{PASSWORD}'"
    with neo4j.GraphDatabase.driver(server.uri, auth=(USER, "neo4j")) as driver:
        driver.execute_query(change, database_="system")
    with server.driver() as driver:
        driver.execute_query("RETURN 1")


def _stop(process: subprocess.Popen[bytes]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_ports(count: int) -> list[int]:
    found = [socket.socket() for _ in range(count)]
    try:
        for one in found:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in found]
    finally:
        for one in found:
            one.close()
