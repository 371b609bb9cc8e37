"""Small lists of an invented world, in exactly the forms in which their publishers print them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from panoptrade.loaders import load

if TYPE_CHECKING:
    from pathlib import Path

    from panoptrade.ontology.records import Record

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A body with names in two scripts and a mark that turns the line around; one that the alias table
# knows; a person; one delisted, of a regime that nobody knows yet.
UN = (
    HEAD
    + """<CONSOLIDATED_LIST xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:noNamespaceSchemaLocation="https://www.un.org/sc/resources/sc-sanctions.xsd" \
dateGenerated="2026-02-27T00:00:09.554Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <DATAID>1</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>JANE</FIRST_NAME>
      <SECOND_NAME>DOE</SECOND_NAME>
      <UN_LIST_TYPE>DRC</UN_LIST_TYPE>
      <REFERENCE_NUMBER>CDi.900</REFERENCE_NUMBER>
      <LISTED_ON>2015-03-27-04:00</LISTED_ON>
      <COMMENTS1>Said to sell lanterns.</COMMENTS1>
      <NATIONALITY>
        <VALUE>Kenya</VALUE>
        <VALUE>na</VALUE>
      </NATIONALITY>
      <LIST_TYPE>
        <VALUE>UN List</VALUE>
      </LIST_TYPE>
      <LAST_DAY_UPDATED>
        <VALUE>2016-10-13</VALUE>
      </LAST_DAY_UPDATED>
      <INDIVIDUAL_ALIAS>
        <QUALITY>Good</QUALITY>
        <ALIAS_NAME>J. Doe</ALIAS_NAME>
      </INDIVIDUAL_ALIAS>
      <INDIVIDUAL_DATE_OF_BIRTH>
        <TYPE_OF_DATE>EXACT</TYPE_OF_DATE>
        <YEAR>1971</YEAR>
      </INDIVIDUAL_DATE_OF_BIRTH>
      <INDIVIDUAL_DOCUMENT />
      <SORT_KEY />
      <SORT_KEY_LAST_MOD />
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <DATAID>2</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>ACME \u202eLANTERN&lt;b&gt; &amp; "WORKS"</FIRST_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
      <REFERENCE_NUMBER>KPe.901 </REFERENCE_NUMBER>
      <LISTED_ON>2016-03-02</LISTED_ON>
      <NAME_ORIGINAL_SCRIPT>\u71c8\u7c60\u5de5\u5ee0</NAME_ORIGINAL_SCRIPT>
      <LIST_TYPE>
        <VALUE>UN List</VALUE>
      </LIST_TYPE>
      <ENTITY_ALIAS>
        <QUALITY>a.k.a.</QUALITY>
        <ALIAS_NAME>=HYPERLINK("x")</ALIAS_NAME>
      </ENTITY_ALIAS>
      <ENTITY_ALIAS>
        <QUALITY />
        <ALIAS_NAME />
      </ENTITY_ALIAS>
      <ENTITY_ADDRESS>
        <STREET>1 Main St</STREET>
        <COUNTRY>Democratic People's Republic of Korea</COUNTRY>
      </ENTITY_ADDRESS>
      <ENTITY_ADDRESS>
        <COUNTRY>Democratic People's Republic of Korea</COUNTRY>
      </ENTITY_ADDRESS>
      <SORT_KEY />
      <SORT_KEY_LAST_MOD />
    </ENTITY>
    <ENTITY>
      <DATAID>3</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>Hikvision</FIRST_NAME>
      <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE>
      <REFERENCE_NUMBER>QDe.902</REFERENCE_NUMBER>
      <LISTED_ON>2001-10-06</LISTED_ON>
      <ENTITY_ADDRESS>
        <COUNTRY>Atlantis</COUNTRY>
      </ENTITY_ADDRESS>
    </ENTITY>
    <ENTITY>
      <DATAID>4</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>BETA OPTICS</FIRST_NAME>
      <UN_LIST_TYPE>Moon</UN_LIST_TYPE>
      <REFERENCE_NUMBER>MOe.903</REFERENCE_NUMBER>
      <LISTED_ON>2020-01-01</LISTED_ON>
      <DELISTED_ON>2021-06-30</DELISTED_ON>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""
)


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def read(loader: str, *paths: Path, **extra: str) -> tuple[list[Record], dict[str, dict[str, Any]]]:
    return load.read(loader, list(paths), load.Options(part=True, extra=extra))


def said(record: Record) -> dict[str, object]:
    """A record as a row: class, id and what it says, without what is empty."""
    values = {name: value for name, value in record.values.items() if value not in ([], None, "")}
    return {"cls": record.cls, "id": record.id, **values}
