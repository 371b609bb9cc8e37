"""Group commands whose errors are one sentence and an exit code."""

from __future__ import annotations

import sys
from typing import Any

import click


class Group(click.Group):
    """Commands that end with exit code 2 for a wrong word, 1 for the rest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command when there is none of that name."""
        from panoptrade.ontology import words

        if args and not args[0].startswith("-") and args[0] not in self.commands:
            ctx.fail(words.unknown(args[0], self.list_commands(ctx), "command"))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Turn the errors that a user can mend into a message without a traceback."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # Whoever reads has read enough: click ends quietly then.
            raise
        except _mendable() as error:
            raise _worded(error) from error


def _mendable() -> tuple[type[Exception], ...]:
    # Looked at when something went wrong only: nothing is imported for it.
    duckdb = sys.modules.get("duckdb")
    return (ValueError, OSError, *([duckdb.Error] if duckdb else []))


def _worded(error: Exception) -> click.ClickException:
    from panoptrade.ontology.words import UnknownWordError

    if isinstance(error, UnknownWordError):
        return click.UsageError(str(error))
    return click.ClickException(str(error))
