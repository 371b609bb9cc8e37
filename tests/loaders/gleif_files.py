"""Invented entities and relationships in the columns that GLEIF's golden copy has.

CEC is in the alias table by its LEI, Hikvision by its name and country; its namesake in Peru is
another. A parent consolidates Hikvision, which consolidates a child and manages a fund; the last of
them are one that nobody knows, a void entry, and an LEI that level 1 does not hold.
"""

from __future__ import annotations

import csv

ADDRESS = ("FirstAddressLine", "City", "Region", "Country", "PostalCode")
OTHER = "Entity.OtherEntityNames.OtherEntityName"
LATIN = "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName"
# As published, without the columns from the second of a series on and those of legal events.
LEVEL_1 = [
    "LEI",
    "Entity.LegalName",
    "Entity.LegalName.xmllang",
    *(f"{OTHER}.1{part}" for part in ("", ".xmllang", ".type")),
    *(f"{LATIN}.1{part}" for part in ("", ".xmllang", ".type")),
    *(f"Entity.LegalAddress.{part}" for part in ADDRESS),
    *(f"Entity.HeadquartersAddress.{part}" for part in ADDRESS),
    "Entity.RegistrationAuthority.RegistrationAuthorityID",
    "Entity.RegistrationAuthority.OtherRegistrationAuthorityID",
    "Entity.RegistrationAuthority.RegistrationAuthorityEntityID",
    "Entity.LegalJurisdiction",
    "Entity.EntityCategory",
    "Entity.EntitySubCategory",
    "Entity.LegalForm.EntityLegalFormCode",
    "Entity.LegalForm.OtherLegalForm",
    "Entity.EntityStatus",
    "Entity.EntityCreationDate",
    "Entity.EntityExpirationDate",
    "Entity.EntityExpirationReason",
    "Entity.SuccessorEntity.1.SuccessorLEI",
    "Entity.SuccessorEntity.1.SuccessorEntityName",
    "Registration.InitialRegistrationDate",
    "Registration.LastUpdateDate",
    "Registration.RegistrationStatus",
    "Registration.NextRenewalDate",
    "Registration.ManagingLOU",
    "Registration.ValidationSources",
    "ConformityFlag",
]
PERIODS = [
    f"Relationship.Period.{number}.{part}"
    for number in (1, 2)
    for part in ("startDate", "endDate", "periodType")
]
LEVEL_2 = [
    "Relationship.StartNode.NodeID",
    "Relationship.StartNode.NodeIDType",
    "Relationship.EndNode.NodeID",
    "Relationship.EndNode.NodeIDType",
    "Relationship.RelationshipType",
    "Relationship.RelationshipStatus",
    *PERIODS,
    "Relationship.Qualifiers.1.QualifierDimension",
    "Relationship.Qualifiers.1.QualifierCategory",
    "Relationship.Quantifiers.1.MeasurementMethod",
    "Relationship.Quantifiers.1.QuantifierAmount",
    "Relationship.Quantifiers.1.QuantifierUnits",
    "Registration.InitialRegistrationDate",
    "Registration.LastUpdateDate",
    "Registration.RegistrationStatus",
    "Registration.NextRenewalDate",
    "Registration.ManagingLOU",
    "Registration.ValidationSources",
    "Registration.ValidationDocuments",
    "Registration.ValidationReference",
]
CEC = "300300PV91RY9GH3CT16"  # in the alias table by this LEI
HIK, NAMESAKE, PARENT, CHILD, FUND, ALONE, VOID, OLD = (
    f"5493{letter * 14}{at:02d}" for at, letter in enumerate("HNPCFAVO", start=10)
)
ACCOUNTS = "in its accounts; no share is told"
UPDATED = "2024-03-04T05:06:07.000Z"


def full(word, columns=LEVEL_1):
    short = {
        "number": "Entity.RegistrationAuthority.RegistrationAuthorityEntityID",
        "latin": f"{LATIN}.1",
        "office": "Entity.HeadquartersAddress.Country",
        "start2": "Relationship.Period.2.startDate",
        "type2": "Relationship.Period.2.periodType",
        "rule": "Relationship.Qualifiers.1.QualifierCategory",
    }
    return short.get(word) or next(one for one in columns if one.endswith(f".{word}"))


def entity(lei, name, country, **more):
    """Return a row of level 1."""
    row = dict.fromkeys(LEVEL_1, "") | {
        "LEI": lei,
        "Entity.LegalName": name,
        "Entity.LegalName.xmllang": "en",
        "Entity.LegalAddress.Country": country,
        "Entity.HeadquartersAddress.Country": country,
        "Entity.RegistrationAuthority.RegistrationAuthorityID": "RA000585",
        "Entity.EntityCategory": "GENERAL",
        "Entity.EntityStatus": "ACTIVE",
        "Registration.LastUpdateDate": UPDATED,
        "Registration.RegistrationStatus": "ISSUED",
    }
    return row | {full(name): value for name, value in more.items()}


def tie(child, parent, type_="IS_DIRECTLY_CONSOLIDATED_BY", **more):
    """Return a row of level 2."""
    row = dict.fromkeys(LEVEL_2, "") | {
        LEVEL_2[0]: child,
        LEVEL_2[1]: "LEI",
        LEVEL_2[2]: parent,
        LEVEL_2[3]: "LEI",
        "Relationship.RelationshipType": type_,
        "Relationship.RelationshipStatus": "ACTIVE",
        "Registration.LastUpdateDate": UPDATED,
        "Registration.RegistrationStatus": "PUBLISHED",
        "Relationship.Quantifiers.1.QuantifierAmount": "100.00",
        "Relationship.Period.1.startDate": "2022-01-01T00:00:00.000Z",
        "Relationship.Period.1.endDate": "2022-12-31T00:00:00.000Z",
        "Relationship.Period.1.periodType": "ACCOUNTING_PERIOD",
    }
    return row | {full(name, LEVEL_2): value for name, value in more.items()}


ENTITIES = [
    entity(CEC, "中国电子信息产业集团有限公司", "CN", number="91110000100010249W", latin="Z"),
    entity(HIK, "Hikvision", "CN", office="CN", EntityCreationDate="2001-11-30T00:00:00Z"),
    entity(NAMESAKE, "Hikvision", "PE"),
    entity(PARENT, "Parent Holdings", "KY", office="HK"),
    entity(
        CHILD, 'Child, "Ltd"', "GB", number="01234567", EntityStatus="INACTIVE",
        EntityExpirationDate="2020-05-06T00:00:00Z", EntityExpirationReason="CORPORATE_ACTION",
        SuccessorEntityName="Heir PLC",
    ),
    entity(FUND, "Some Fund", "LU", EntityCategory="FUND"),
    entity(ALONE, "Nobody's Business", "US", EntityCreationDate="0001-01-01T00:00:00Z"),
    entity(VOID, "Void", "US", RegistrationStatus="DUPLICATE"),
]  # fmt: skip
TIES = [
    tie(HIK, PARENT, start2="2010-01-01T00:00:00Z", type2="RELATIONSHIP_PERIOD", rule="IFRS"),
    tie(CHILD, HIK, "IS_ULTIMATELY_CONSOLIDATED_BY", RelationshipStatus="INACTIVE"),
    tie(FUND, HIK, "IS_FUND-MANAGED_BY"),
    tie(ALONE, PARENT),
    tie(VOID, HIK),
    tie(HIK, OLD),
]


def write(folder, name, columns, rows):
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    return path
