"""Measure how much memory and time a large list in XML takes: an invented one, in the real form.

    python benchmarks/xml_memory.py [un|ofac] [megabytes]

The list is written to a temporary file and loaded, all of it (`--all`), into a new workspace by a
process of its own. The floor is a process that reads the same file with defusedxml, forgets each
entry at once, and does nothing more.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMES = {"un": "consolidated.xml", "ofac": "sdn_advanced.xml"}
WORDS = ("Lantern", "Harbour", "Optics", "Meridian", "Copper", "Falcon", "Delta", "Granite")
REASONS = "Said to have sold lanterns to the harbour of an island that is on no map. " * 8
SPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML"


def main() -> None:
    form = sys.argv[1] if len(sys.argv) > 1 else "un"
    size = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    with TemporaryDirectory(prefix="panoptrade-") as folder:
        path = Path(folder) / NAMES[form]
        entries = {"un": _un, "ofac": _ofac}[form](path, size * 2**20)
        print(f"{path.name}: {path.stat().st_size / 2**20:.0f} MiB, {entries:,} entries")
        for what in ("floor", "load"):
            subprocess.run([sys.executable, __file__, what, form, str(path)], check=True)


def load(form: str, path: Path) -> None:
    from panoptrade.loaders import load as loading

    options = loading.Options(part=True, extra={"all": "yes"})
    print(loading.load(form, [path], path.parent / "workspace", options))


def floor(path: Path) -> None:
    from defusedxml.ElementTree import iterparse

    count = 0
    for event, element in iterparse(path, events=("start", "end"), forbid_dtd=True):
        if event == "end" and element.tag.rpartition("}")[2] in {"ENTITY", "DistinctParty"}:
            count += 1
        if event == "end":
            element.clear()
    print(f"{count:,} entries")


def child(what: str, form: str, path: Path) -> None:
    start = time.perf_counter()
    if what == "load":
        load(form, path)
    else:
        floor(path)
    seconds = time.perf_counter() - start
    used = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what}: {seconds:.1f} s, {used:.1f} of the processor, most memory {peak:,.0f} MiB")


def _named(at: int) -> str:
    return f"{WORDS[at % 8].upper()} {WORDS[at // 8 % 8].upper()} TRADING {at} LTD"


def _un(path: Path, size: int) -> int:
    """Write a list in the form of the UN's, of entities; return how many."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{HEAD}<CONSOLIDATED_LIST dateGenerated="2030-01-01T00:00:09.554Z">\n')
        file.write("  <INDIVIDUALS />\n  <ENTITIES>\n")
        at = 0
        while file.tell() < size:
            at += 1
            file.write(UN.format(at=at, name=_named(at), other=_named(at + 3), why=REASONS))
        file.write("  </ENTITIES>\n</CONSOLIDATED_LIST>\n")
    return at


def _ofac(path: Path, size: int) -> int:
    """Write a list in the form of OFAC's advanced XML, of entities that own one another."""
    # What a party takes in each of the three parts of the file.
    each = sum(len(one.format(at=1, next=1, name=_named(1))) for one in (PARTY, TIE, ENTRY))
    count = size // each
    with path.open("w", encoding="utf-8") as file:
        file.write(f'{HEAD}<Sanctions xmlns="{SPACE}">\n{REFERENCES}\n<DistinctParties>\n')
        file.writelines(PARTY.format(at=at, name=_named(at)) for at in range(count))
        file.write("</DistinctParties>\n<ProfileRelationships>\n")
        file.writelines(TIE.format(at=at, next=(at + 1) % count) for at in range(count))
        file.write("</ProfileRelationships>\n<SanctionsEntries>\n")
        file.writelines(ENTRY.format(at=at) for at in range(count))
        file.write("</SanctionsEntries>\n</Sanctions>\n")
    return count


UN = """    <ENTITY>
      <DATAID>{at}</DATAID>
      <VERSIONNUM>1</VERSIONNUM>
      <FIRST_NAME>{name}</FIRST_NAME>
      <UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
      <REFERENCE_NUMBER>KPe.{at:07}</REFERENCE_NUMBER>
      <LISTED_ON>2014-06-30</LISTED_ON>
      <COMMENTS1>{why}</COMMENTS1>
      <LIST_TYPE>
        <VALUE>UN List</VALUE>
      </LIST_TYPE>
      <LAST_DAY_UPDATED>
        <VALUE>2016-10-19</VALUE>
        <VALUE>2020-08-19</VALUE>
      </LAST_DAY_UPDATED>
      <ENTITY_ALIAS>
        <QUALITY>a.k.a.</QUALITY>
        <ALIAS_NAME>{other} A</ALIAS_NAME>
      </ENTITY_ALIAS>
      <ENTITY_ALIAS>
        <QUALITY>f.k.a.</QUALITY>
        <ALIAS_NAME>{other} B</ALIAS_NAME>
      </ENTITY_ALIAS>
      <ENTITY_ADDRESS>
        <STREET>{at} Main Street</STREET>
        <CITY>Nairobi</CITY>
        <COUNTRY>Kenya</COUNTRY>
      </ENTITY_ADDRESS>
      <SORT_KEY />
      <SORT_KEY_LAST_MOD />
    </ENTITY>
"""
REFERENCES = """<ReferenceValueSets>
<DocNameStatusValues><DocNameStatus ID="1">Primary Latin</DocNameStatus></DocNameStatusValues>
<LegalBasisValues><LegalBasis ID="1">Executive Order 13694</LegalBasis></LegalBasisValues>
<ListValues><List ID="1550">SDN List</List></ListValues>
<NamePartTypeValues><NamePartType ID="1525">Entity Name</NamePartType></NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="2">Entity</PartyType></PartyTypeValues>
<RelationQualityValues><RelationQuality ID="1">High</RelationQuality></RelationQualityValues>
<RelationTypeValues><RelationType ID="15003">Owned or Controlled By</RelationType>
</RelationTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType></SanctionsTypeValues>
</ReferenceValueSets>"""
ALIAS = """<Alias FixedRef="{{at}}" AliasTypeID="1403" Primary="{primary}" LowQuality="false">
          <DocumentedName ID="{{at}}" FixedRef="{{at}}" DocNameStatusID="1">
            <DocumentedNamePart>
              <NamePartValue NamePartGroupID="{{at}}" ScriptID="215" ScriptStatusID="1" \
Acronym="false">{{name}} {more}</NamePartValue>
            </DocumentedNamePart>
          </DocumentedName>
        </Alias>"""
PARTY = f"""    <DistinctParty FixedRef="{{at}}">
      <Comment />
      <Profile ID="{{at}}" PartySubTypeID="3">
        <Identity ID="{{at}}" FixedRef="{{at}}" Primary="true" False="false">
        {ALIAS.format(primary="true", more="CO")}
        {ALIAS.format(primary="false", more="GROUP")}
        {ALIAS.format(primary="false", more="HOLDING")}
        <NamePartGroups>
          <MasterNamePartGroup>
            <NamePartGroup ID="{{at}}" NamePartTypeID="1525" />
          </MasterNamePartGroup>
        </NamePartGroups>
        </Identity>
      </Profile>
    </DistinctParty>
"""
TIE = """    <ProfileRelationship ID="{at}" From-ProfileID="{at}" To-ProfileID="{next}" \
RelationTypeID="15003" RelationQualityID="1" Former="false" SanctionsEntryID="{at}">
      <Comment />
    </ProfileRelationship>
"""
ENTRY = """    <SanctionsEntry ID="{at}" ProfileID="{at}" ListID="1550">
      <EntryEvent ID="{at}" EntryEventTypeID="1" LegalBasisID="1">
        <Comment />
        <Date CalendarTypeID="1">
          <Year>2024</Year>
          <Month>3</Month>
          <Day>5</Day>
        </Date>
      </EntryEvent>
      <SanctionsMeasure ID="{at}" SanctionsTypeID="1">
        <Comment>CYBER2</Comment>
      </SanctionsMeasure>
    </SanctionsEntry>
"""

if __name__ == "__main__":
    if len(sys.argv) == 4:
        child(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
    else:
        main()
