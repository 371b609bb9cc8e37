"""What the tests of Neo4j start from."""

from __future__ import annotations

import pytest

from tests import invented
from tests import world as worlds


@pytest.fixture
def empty(neo4j):
    neo4j.clear()
    return neo4j


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    """The invented world without a vendor, her deals and an owner."""
    gone = ("dune-whisper", "hypatia")
    records = [one for one in worlds.records() if not any(word in str(one) for word in gone)]
    return invented.built(tmp_path_factory.mktemp("later"), records)
