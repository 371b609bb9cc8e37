"""A large invented graph, to measure pages on: many vendors, some of which sell to many."""

from __future__ import annotations

import random

from tests import world as worlds

COUNTRIES = ("KEN", "UGA", "MEX", "CHN", "ISR", "USA", "ARE", "JPN", "IND", "BRA", "EGY", "TUR")
KINDS = ("contract", "presence", "deployment", "detection")
WORDS = ("Amber", "Beacon", "Cedar", "Delta", "Echo", "Falcon", "Garnet", "Harbor", "Iris", "Jade")
ENDS = ("Systems", "Optics", "Signals", "Works", "Networks", "Holdings")


def build(path, size):
    """Return a workspace with about so many bodies, each tied to some earlier one."""
    chance = random.Random(size)
    return worlds.build(path, [one for body in range(size) for one in _body(body, chance)])


def _body(body, chance):
    home = chance.choice(COUNTRIES)
    name = f"{chance.choice(WORDS)} {chance.choice(ENDS)} {body}"
    yield worlds.said(
        "gazette", "Vendor", f"org:body-{body}", name=name, country=[f"country:{home}"]
    )
    other = int(body * chance.random() ** 3)
    if body % 3 and other != body:
        ends = {"owner": f"org:body-{other}", "asset": f"org:body-{body}", "kind": "equity"}
        yield worlds.said("gazette", "Ownership", f"ownership:{other}:{body}", **ends, start="2015")
    else:
        found = {
            "kind": "component",
            "supplier": f"org:body-{other}",
            "customer": f"org:body-{body}",
        }
        if other != body:
            yield worlds.said("gazette", "Supply", f"supply:{other}:{body}", **found, as_of="2018")
    for number in range(1 + (body % 40 == 0) * 12):
        year = {"start": str(chance.randint(2010, 2020))} if chance.random() < 0.6 else {}
        kind = chance.choice(KINDS)
        words = chance.choice(["facial-recognition", "commercial-spyware", "imsi-catcher"])
        to = chance.choice(COUNTRIES)
        yield worlds.deal(
            "gazette", f"{body}-{number}", f"body-{body}", to, kind=kind, technology=words, **year
        )
