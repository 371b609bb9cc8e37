"""OFAC's list of an invented world in exactly the form of sdn_advanced.xml."""

from __future__ import annotations

from html import escape

SPACE = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/ADVANCED_XML"
REFERENCES = """<ReferenceValueSets>
<AliasTypeValues><AliasType ID="1400">A.K.A.</AliasType><AliasType ID="1403">Name</AliasType>
</AliasTypeValues>
<CountryValues><Country ID="11080" ISO2="KE">Kenya</Country>
<Country ID="11081">undetermined</Country><Country ID="11082">Man, Isle of</Country></CountryValues>
<DocNameStatusValues><DocNameStatus ID="1">Primary Latin</DocNameStatus>
<DocNameStatus ID="2">Others</DocNameStatus></DocNameStatusValues>
<FeatureTypeValues><FeatureType ID="8" FeatureTypeGroupID="1">Birthdate</FeatureType>
<FeatureType ID="25" FeatureTypeGroupID="1">Location</FeatureType>
<FeatureType ID="204" FeatureTypeGroupID="1">ISIN</FeatureType></FeatureTypeValues>
<IDRegDocTypeValues><IDRegDocType ID="1571">Passport</IDRegDocType>
<IDRegDocType ID="1619">Registration Number</IDRegDocType></IDRegDocTypeValues>
<LegalBasisValues><LegalBasis ID="1828" LegalBasisShortRef="Executive Order 13694" \
LegalBasisTypeID="1" SanctionsProgramID="1">Executive Order 13694 (Cyber)</LegalBasis>
<LegalBasis ID="1" LegalBasisShortRef="Unknown" LegalBasisTypeID="1" SanctionsProgramID="1">Unknown\
</LegalBasis></LegalBasisValues>
<ListValues><List ID="1550">SDN List</List><List ID="91507">Consolidated List</List></ListValues>
<NamePartTypeValues><NamePartType ID="1520">Last Name</NamePartType>
<NamePartType ID="1521">First Name</NamePartType><NamePartType ID="1525">Entity Name</NamePartType>
</NamePartTypeValues>
<PartySubTypeValues><PartySubType ID="1" PartyTypeID="4">Vessel</PartySubType>
<PartySubType ID="3" PartyTypeID="2">Unknown</PartySubType>
<PartySubType ID="4" PartyTypeID="1">Unknown</PartySubType></PartySubTypeValues>
<PartyTypeValues><PartyType ID="1">Individual</PartyType><PartyType ID="2">Entity</PartyType>
<PartyType ID="4">Transport</PartyType></PartyTypeValues>
<RelationQualityValues><RelationQuality ID="1540">High</RelationQuality></RelationQualityValues>
<RelationTypeValues><RelationType ID="15003" Symmetrical="false">Owned or Controlled By\
</RelationType><RelationType ID="92019" Symmetrical="false">Owns, controls, or operates\
</RelationType><RelationType ID="15001" Symmetrical="false">Providing support to</RelationType>
</RelationTypeValues>
<SanctionsTypeValues><SanctionsType ID="1">Program</SanctionsType>
<SanctionsType ID="1705">Block</SanctionsType></SanctionsTypeValues>
</ReferenceValueSets>"""
APART = """<Locations>
<Location ID="25"><LocationCountry CountryID="11080" CountryRelevanceID="1413"/>
<LocationPart LocPartTypeID="1454"><LocationPartValue Primary="true" LocPartValueTypeID="1" \
LocPartValueStatusID="1"><Comment/><Value>Nairobi</Value></LocationPartValue></LocationPart>
<FeatureVersionReference FeatureVersionID="9"/></Location>
<Location ID="27"><LocationCountry CountryID="11082" CountryRelevanceID="1413"/></Location>
<Location ID="28"><LocationCountry CountryID="11081" CountryRelevanceID="1413"/></Location>
<Location ID="26"><LocationAreaCode AreaCodeID="1"/></Location>
</Locations>
<IDRegDocuments>
<IDRegDocument ID="1" IDRegDocTypeID="1619" IdentityID="7001" IssuedBy-CountryID="11080" \
ValidityID="1"><Comment/><IDRegistrationNo>K-123</IDRegistrationNo><IssuingAuthority/>
<DocumentedNameReference DocumentedNameID="5"/></IDRegDocument>
<IDRegDocument ID="2" IDRegDocTypeID="1571" IdentityID="7003" ValidityID="1"><Comment/>
<IDRegistrationNo>P-9</IDRegistrationNo><IssuingAuthority/></IDRegDocument>
</IDRegDocuments>"""


def name(parts: dict[str, str], *, primary: bool = True, status: int = 1) -> str:
    """One alias of an identity; parts are texts by the number of their group."""
    values = "".join(
        f'<DocumentedNamePart><NamePartValue NamePartGroupID="{group}" ScriptID="215" '
        f'ScriptStatusID="1" Acronym="false">{escape(text)}</NamePartValue></DocumentedNamePart>'
        for group, text in parts.items()
    )
    return (
        f'<Alias FixedRef="1" AliasTypeID="{1403 if primary else 1400}" '
        f'Primary="{str(primary).lower()}" LowQuality="false"><DocumentedName ID="5" FixedRef="1" '
        f'DocNameStatusID="{status}">{values}</DocumentedName></Alias>'
    )


def party(number: int, kind: int, names: str, features: str = "") -> str:
    """One party, whose groups of name parts are 61 (entity), 71 (last) and 72 (first)."""
    groups = "".join(
        f'<MasterNamePartGroup><NamePartGroup ID="{group}" NamePartTypeID="{of}"/>'
        "</MasterNamePartGroup>"
        for group, of in ((61, 1525), (71, 1520), (72, 1521))
    )
    return (
        f'<DistinctParty FixedRef="{number}"><Comment/><Profile ID="{number}" '
        f'PartySubTypeID="{kind}"><Identity ID="{7000 + number}" FixedRef="{number}" '
        f'Primary="true" False="false">{names}<NamePartGroups>{groups}</NamePartGroups></Identity>'
        f"{features}</Profile></DistinctParty>"
    )


def feature(kind: int, inner: str) -> str:
    """One feature with one version."""
    return (
        f'<Feature ID="1" FeatureTypeID="{kind}"><FeatureVersion ID="9" ReliabilityID="1560">'
        f'<Comment/>{inner}</FeatureVersion><IdentityReference IdentityID="1" '
        'IdentityFeatureLinkTypeID="1"/></Feature>'
    )


def tie(number: int, first: int, second: int, kind: int, former: str = "false") -> str:
    """One tie between two parties."""
    return (
        f'<ProfileRelationship ID="{number}" From-ProfileID="{first}" To-ProfileID="{second}" '
        f'RelationTypeID="{kind}" RelationQualityID="1540" Former="{former}" '
        f'SanctionsEntryID="{first}"><Comment/></ProfileRelationship>'
    )


def entry(number: int, tags: list[str], *dates: str, basis: int = 1828, of: int = 1550) -> str:
    """One entry of a list: its events by day, and its measures."""
    events = ""
    for date in dates:
        year, month, day = (int(part) for part in date.split("-"))
        events += (
            f'<EntryEvent ID="1" EntryEventTypeID="1" LegalBasisID="{basis}"><Comment/>'
            f'<Date CalendarTypeID="1"><Year>{year}</Year><Month>{month}</Month><Day>{day}</Day>'
            "</Date></EntryEvent>"
        )
    measures = "".join(
        f'<SanctionsMeasure ID="1" SanctionsTypeID="1"><Comment>{tag}</Comment></SanctionsMeasure>'
        for tag in tags
    )
    block = '<SanctionsMeasure ID="2" SanctionsTypeID="1705"><Comment/></SanctionsMeasure>'
    head = f'<SanctionsEntry ID="{number}0" ProfileID="{number}" ListID="{of}">'
    return f"{head}{events}{block}{measures}</SanctionsEntry>"


PLACE = feature(25, '<VersionLocation LocationID="25"/>')
BORN = feature(
    8,
    '<DatePeriod CalendarTypeID="1" YearFixed="false" MonthFixed="false" DayFixed="false"><Start '
    'Approximate="false" YearFixed="false" MonthFixed="false" DayFixed="false"><From><Year>1970'
    "</Year><Month>1</Month><Day>1</Day></From><To><Year>1970</Year><Month>1</Month><Day>1</Day>"
    "</To></Start><End><From><Year>1970</Year></From></End></DatePeriod>",
)
PARTIES = [
    # A body with a name in another script, a place, a register's number; two tags, one event.
    party(
        1,
        3,
        name({"61": "ТЕСТ"}, primary=False, status=2)
        + name({"61": 'ACME <b> & "LANTERNS"'})
        + name({"61": "=LAMP"}, primary=False, status=2),
        PLACE + feature(204, '<VersionDetail DetailTypeID="1432">KE0000000001</VersionDetail>'),
    ),
    # A body that the alias table knows, events on two days; owned by the person and by body 1.
    party(
        2,
        3,
        name({"61": "HIKVISION"}),
        feature(25, '<VersionLocation LocationID="27"/>')
        + feature(25, '<VersionLocation LocationID="28"/>'),
    ),
    party(3, 4, name({"71": "DOE", "72": "Jane"}) + name({"71": "ROE"}, primary=False), BORN),
    # A person who only supports, and a ship.
    party(4, 4, name({"71": "POE", "72": "Ann"})),
    party(5, 1, name({"61": "ACME STAR"})),
]
TIES = [
    tie(1, 2, 3, 15003),
    tie(2, 1, 2, 92019),
    tie(3, 4, 1, 15001),
    tie(4, 5, 4, 15003),
    tie(5, 1, 3, 15003, former="true"),
]
ENTRIES = [
    entry(1, ["CYBER2", "GLOMAG"], "2024-03-05", "2024-03-05"),
    entry(2, ["CYBER2"], "2024-03-05", "2024-09-16", basis=1),
    entry(3, ["MOON-EO1"], "2024-03-05"),
    entry(4, ["CYBER2"], "2024-03-05"),
    entry(5, ["CYBER2"], "2024-03-05"),
]


def sdn(parties: list[str] = PARTIES, ties: list[str] = TIES, entries: list[str] = ENTRIES) -> str:
    """Return the whole file."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Sanctions xmlns="{SPACE}" Version="3">\n'
        '<DateOfIssue CalendarTypeID="1"><Year>2024</Year><Month>10</Month><Day>2</Day>'
        f"</DateOfIssue>\n{REFERENCES}\n{APART}\n<DistinctParties>\n{chr(10).join(parties)}\n"
        f"</DistinctParties>\n<ProfileRelationships>\n{chr(10).join(ties)}\n"
        f"</ProfileRelationships>\n<SanctionsEntries>\n{chr(10).join(entries)}\n"
        "</SanctionsEntries>\n<SanctionsEntryLinks/>\n</Sanctions>\n"
    )
