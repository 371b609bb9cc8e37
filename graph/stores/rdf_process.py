"""Keep a process that answers SPARQL about a store, and stop it when a question takes too long.

The engine cannot be interrupted in the middle of a question; a process can, and its memory goes
with it. It is kept for the next question: starting one takes a tenth of a second.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from threading import Event, Lock, Timer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MODULE = "panoptrade.graph.stores.rdf_worker"


class TooLongError(TimeoutError):
    """A question was not answered within its time."""


class StoppedError(OSError):
    """The process that answers ended by itself, as when memory runs out."""


class Worker:
    """One process, and the pipes to it."""

    def __init__(self, folder: Path) -> None:
        # Whatever this process can import the other one can, and nothing of the current folder.
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", MODULE, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
        )
        self._lock = Lock()

    def ask(self, question: Mapping[str, Any], timeout: float | None) -> dict[str, Any]:
        """Return the answer; raises TooLongError, or StoppedError, and the process is gone then."""
        with self._lock:
            try:
                found = self._answer(json.dumps(question).encode() + b"\n", timeout)
            except BaseException:  # Ctrl-C among them: nobody waits for the answer any more
                self.close()
                raise
        return found

    def close(self) -> None:
        """Stop the process and close the pipes."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:
                # What was not yet written has no reader any more.
                continue

    def _answer(self, line: bytes, timeout: float | None) -> dict[str, Any]:
        stdin, stdout, late = self._process.stdin, self._process.stdout, Event()
        assert stdin is not None
        assert stdout is not None

        def stop() -> None:
            late.set()
            self._process.kill()

        timer = Timer(timeout, stop) if timeout is not None else None
        try:
            if timer is not None:
                timer.daemon = True
                timer.start()
            stdin.write(line)
            stdin.flush()
            found = stdout.readline()
        except BrokenPipeError:
            found = b""
        finally:
            if timer is not None:
                timer.cancel()
        if late.is_set():
            msg = (
                f"no answer within {timeout:g} seconds; ask for less, or give more time (--timeout)"
            )
            raise TooLongError(msg)
        if not found.endswith(b"\n"):
            msg = "the process that answers SPARQL stopped; was there memory enough?"
            raise StoppedError(msg)
        answer: dict[str, Any] = json.loads(found)
        return answer


_kept: dict[tuple[int, Path], Worker] = {}
_keeping = Lock()


def ask(folder: Path, question: Mapping[str, Any], timeout: float | None) -> dict[str, Any]:
    """Return the answer to a question about the store in a folder."""
    # A forked process must not use the pipes of the one that it was forked from.
    key = (os.getpid(), folder)
    with _keeping:
        worker = _kept.get(key)
        if worker is None:
            worker = _kept[key] = Worker(folder)
    try:
        return worker.ask(question, timeout)
    except BaseException:
        _forget(key, worker)
        raise


def close(folder: Path | None = None) -> None:
    """Stop the processes that answer about a folder, or all of them."""
    with _keeping:
        keys = [key for key in _kept if key[0] == os.getpid() and folder in {None, key[1]}]
        workers = [_kept.pop(key) for key in keys]
    for worker in workers:
        worker.close()


def _forget(key: tuple[int, Path], worker: Worker) -> None:
    with _keeping:
        if _kept.get(key) is worker:
            del _kept[key]


atexit.register(close)
