"""List the loaders: what each reads and where a person gets it."""

from __future__ import annotations

from panoptrade.loaders import spec


def rows() -> list[dict[str, object]]:
    """Return a row a file that a loader wants: source, title, publisher, licence, file, where."""
    return [
        {
            "source": one.name,
            "title": one.title,
            "publisher": one.publisher,
            "file": file.what,
            "formats": list(file.suffixes),
            "where": file.where or one.url,
            "licence": one.licence,
            "note": one.note,
        }
        for one in map(spec.read, spec.loaders())
        for file in one.files.values()
    ]
