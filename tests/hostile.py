"""Names that would run, turn around or overflow if a page took them for anything but names."""

from __future__ import annotations

from tests import world as worlds

HOSTILE = [
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "<a href=\"javascript:document.title='owned'\">href</a>",
    "\" autofocus onfocus=\"document.title='owned'",
    "'; document.title='owned'; //",
    "<!-- ${7*7} {{7*7}} $title",
    "\u202etxt.exe",
    "مراقبة",
    "=1+1",
    "A" * 400,
]
BAD_LINK = "javascript:document.title='owned'"


def build(path):
    """Return the invented world with hostile vendors, products, owners, deals and sources."""
    bad = worlds.meta("gazette", title=HOSTILE[0], url="javascript:alert(1)", licence=HOSTILE[1])
    extra = [one for number, name in enumerate(HOSTILE) for one in _about(number, name)]
    return worlds.build(path, extra, {"gazette": bad})


def _about(number, name):
    org, product = f"org:hostile-{number}", f"product:hostile-{number}"
    yield worlds.said("gazette", "Vendor", org, name=name, alias=[name], country=["country:CHN"])
    yield worlds.said("gazette", "Product", product, name=name, maker=[org])
    ends = {"owner": "org:granite-holdings", "asset": org, "kind": "equity", "note": [name]}
    yield worlds.said("gazette", "Ownership", f"ownership:hostile-{number}", **ends, start="2015")
    found = {"start": "2019", "note": [name], "url": [BAD_LINK], "product": [product]}
    yield worlds.deal("gazette", f"h{number}", f"hostile-{number}", "KEN", **found)
