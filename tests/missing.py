"""What a test does when the machine lacks what it needs."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def give_up(why: str) -> NoReturn:
    """Skip the test that asks and say why; under CI fail it, as there nothing may be missing."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def resolve_extra() -> None:
    """Give up where the extra `resolve`, which matches names, is not installed."""
    from panoptrade.graph import matching

    try:
        matching.needed()
    except matching.MissingExtraError as error:
        give_up(str(error))
