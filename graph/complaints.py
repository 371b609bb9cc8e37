"""Say what is wrong with a thing in the graph."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, order=True)
class Complaint:
    """One breach of one rule: by which thing, how, and what would mend it."""

    rule: str
    id: str
    message: str
    remedy: str

    def data(self) -> dict[str, str]:
        """Return it as a row for tables and JSON."""
        return asdict(self)
