"""Records become RDF with their provenance, and come back as they went in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from panoptrade.graph import rdf_records
from panoptrade.ontology import dates, iris, records, schema, tables
from panoptrade.ontology.records import Record
from panoptrade.ontology.values import Money
from tests.world import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from panoptrade.ontology.schema import Property

# Whatever a table can hold: quotes, controls, marks of direction, every script.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
YEARS = st.integers(dates.EARLIEST, dates.LATEST)
DATES = st.one_of(
    st.dates().filter(lambda day: dates.EARLIEST <= day.year <= dates.LATEST).map(str),
    st.builds("{:04}-{:02}".format, YEARS, st.integers(1, 12)),
    YEARS.map(str),
    st.integers(100, 209).map("{}X".format),
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "date": DATES,
    "year": YEARS,
    "number": NUMBERS,
    "percent": st.floats(0, 100),
    "boolean": st.booleans(),
    "url": TEXTS.map("https://example.org/{}".format),
    "money": st.builds(Money, NUMBERS, st.sampled_from(["USD", "EUR"]), st.none() | YEARS),
}
QUOTES = "\"'`\\\n\r\t</script> \u202e {$x} #; \x85\u2028\x00"


def values_of(one: Property) -> st.SearchStrategy[Any]:
    if one.terms:
        plain = st.sampled_from(list(tables.terms(one.terms)))
    elif one.targets:
        plain = TEXTS.map(f"{schema.get(one.targets[0]).prefix or 'row'}:{{}}".format)
    else:
        plain = VALUES.get(one.type, TEXTS)
    found = st.lists(plain, min_size=1, max_size=3, unique=True).map(sorted) if one.many else plain
    return found if one.required else st.none() | found


@st.composite
def records_of(draw: st.DrawFn, cls: str) -> Record:
    drawn = {name: draw(values_of(one)) for name, one in schema.properties(cls).items()}
    return Record(
        cls=cls,
        id=f"{schema.get(cls).prefix or 'row'}:{draw(TEXTS)}",
        values={name: value for name, value in drawn.items() if value is not None},
        source=draw(st.sampled_from(["gazette", "atlas 1"])),
        locator=draw(TEXTS),
        grade=draw(st.sampled_from(list(tables.terms("grade")))),
        seen=draw(st.none() | DATES),
    )


def quads(said: list[Record], moves: Mapping[str, str] | None = None) -> list[ox.Quad]:
    """Return the records as the quads that an engine reads, source by source."""
    text = ""
    for cls, source in dict.fromkeys((one.cls, one.source) for one in said):
        these = [one for one in said if (one.cls, one.source) == (cls, source)]
        batches = records.table(cls, these).to_batches()
        text += "".join(rdf_records.lines(cls, source, batches, moves or {}))
    return list(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))


def key(record: Record) -> tuple[Any, ...]:
    values = tuple(sorted((name, repr(value)) for name, value in record.values.items()))
    place = (record.locator, record.grade, record.seen or "")
    return (record.cls, record.source, record.id, *place, values)


@pytest.mark.parametrize("cls", schema.classes())
@given(st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_records_of_every_class_come_back_from_rdf_as_they_were(
    cls: str, data: st.DataObject
) -> None:
    found = data.draw(st.lists(records_of(cls), min_size=1, max_size=4))
    # Records that do not differ in anything are one.
    expected = {key(one) for one in found}
    assert {key(one) for one in rdf_records.read(quads(found))} == expected


@pytest.mark.parametrize("cls", ["Deal", "Ownership"])
@given(text=TEXTS, amount=NUMBERS)
@example(text=QUOTES, amount=1e-320)
@example(text="\u05d0\u05d1 \u200f\u202eABC\u202c", amount=-1.7976931348623157e308)
@settings(max_examples=40, deadline=None)
def test_any_text_and_any_number_survive_a_store(cls: str, text: str, amount: float) -> None:
    name = "value" if cls == "Deal" else "amount"
    values: dict[str, Any] = {"note": [text], name: Money(amount, "USD", None), "kind": "sale"}
    if cls == "Ownership":
        values |= {"kind": "equity", "owner": f"org:{text}", "asset": "org:a"}
    record = Record(cls, f"x:{text}", values, "gazette", text, "press")
    store = ox.Store()
    store.bulk_extend(quads([record]))
    assert list(rdf_records.read(store)) == [record]


def test_several_records_of_a_thing_in_one_place_stay_several() -> None:
    place = {"source": "gazette", "locator": "row 7", "grade": "press"}
    both = [
        Record("Vendor", "org:acme", {"name": name}, **place)  # type: ignore[arg-type]
        for name in ("Acme", "ACME Ltd")
    ]
    assert list(rdf_records.read(quads(both))) == sorted(both, key=key)


def test_a_decision_moves_the_thing_and_what_refers_to_it_but_never_the_record() -> None:
    vendor = said("gazette", "Vendor", "org:old", name="Acme")
    deal = said("gazette", "Deal", "deal:g:1", kind="sale", seller=["org:old", "org:z"])
    found = quads([vendor, deal], {"org:old": "org:new"})
    things = {
        (iris.id_of(quad.subject.value), quad.predicate.value.rpartition("#")[2], quad.object.value)
        for quad in found
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(iris.THING)
        if not isinstance(quad.object, ox.BlankNode | ox.Triple)
    }
    assert ("org:new", "id", "org:new") in things
    assert ("deal:g:1", "seller", iris.iri("org:new")) in things
    assert not any("org:old" in part for row in things for part in row)
    assert sorted(map(key, rdf_records.read(found))) == sorted(map(key, [vendor, deal]))


def test_a_record_is_an_entity_of_prov_in_the_graph_of_its_source() -> None:
    found = quads([said("gazette", "Person", "person:hypatia-quill", name="Hypatia Quill")])
    entity = "https://w3id.org/panoptrade/record/gazette/Person/person:hypatia-quill/"
    told = {
        (quad.predicate.value, quad.object.value, quad.graph_name)
        for quad in found
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(entity)
        if isinstance(quad.object, ox.NamedNode | ox.Literal)
    }
    pt = iris.OWN["pt"]
    source = ox.NamedNode(iris.iri("source:gazette"))
    verbatim = ox.NamedNode("https://w3id.org/panoptrade/records/gazette")
    assert told == {
        (iris.expand("rdf:type"), iris.expand("prov:Entity"), source),
        (iris.expand("prov:specializationOf"), iris.iri("person:hypatia-quill"), source),
        (iris.expand("prov:wasDerivedFrom"), iris.iri("source:gazette"), source),
        (f"{pt}locator", "row person:hypatia-quill", source),
        (f"{pt}grade", "official", source),
        (f"{pt}seen", "2021", source),
        (f"{pt}of_class", f"{pt}Person", verbatim),
        (f"{pt}name", "Hypatia Quill", verbatim),
    }


def test_a_table_of_before_a_property_came_is_read_all_the_same() -> None:
    old = records.table("Person", [said("gazette", "Person", "person:x", name="X")])
    batches = old.drop_columns(["alias", "note"]).to_batches()
    text = "".join(rdf_records.lines("Person", "gazette", batches, {}))
    (record,) = rdf_records.read(ox.parse(text.encode(), format=ox.RdfFormat.N_QUADS))
    assert record.values == {"name": "X"}
