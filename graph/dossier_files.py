"""Name the files of dossiers: safe in every file system, one for each id, the same every time."""

from __future__ import annotations

import hashlib
import re

# Such an id is its own name; any other has the hash of the whole id after what is plain in it.
PLAIN = re.compile(r"[a-z0-9]+(:[a-z0-9-]+)+")
LONGEST, DIGITS = 80, 12
# Windows takes these for devices, whatever follows the first dot.
DEVICES = {"con", "prn", "aux", "nul", *(f"{one}{n}" for one in ("com", "lpt") for n in range(10))}


def name(thing: str) -> str:
    """Return the file of a thing's page: `org.acme.html`, `gov.ken_1f3a9c0b12d4.html`.

    Two ids never share one, not even where case does not count: a plain id has no capitals and
    gives no underscore, and others differ by twelve digits of their SHA-256.
    """
    if PLAIN.fullmatch(thing) and len(thing) <= LONGEST:
        stem = thing.replace(":", ".")
    else:
        bare = re.sub(r"[^a-z0-9-]+", ".", thing.lower()[:LONGEST]).strip(".-") or "thing"
        hashed = hashlib.sha256(thing.encode("utf-8", "surrogatepass")).hexdigest()
        stem = f"{bare}_{hashed[:DIGITS]}"
    device = stem.partition(".")[0].partition("_")[0] in DEVICES
    return f"{'_' if device else ''}{stem}.html"
