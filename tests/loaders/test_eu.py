"""The EU's list in its XML 1.1 becomes bodies and restrictions (no real file is at hand)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from panoptrade.loaders import load
from panoptrade.loaders.problems import LoadError
from tests.loaders.refusals import everything
from tests.loaders.xml_lists import HEAD, read, said, written

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=OJ:L_2030"
ACT = (
    '<regulation regulationType="{kind}" organisationType="council" publicationDate="2030-05-02" '
    'entryIntoForceDate="2030-05-03" numberTitle="2030/1 (OJ L1)" programme="{programme}" '
    f'logicalId="9"><publicationUrl>{URL}</publicationUrl></regulation>'
)
NAME = (
    '<nameAlias firstName="" middleName="" lastName="" wholeName="{name}" function="" gender="" '
    'title="" nameLanguage="{tongue}" strong="{strong}" regulationLanguage="en" logicalId="7">'
    '<regulationSummary regulationType="regulation" publicationDate="2030-05-02" '
    f'numberTitle="2030/1 (OJ L1)" publicationUrl="{URL}"/></nameAlias>'
)
PLACE = (
    'regulationLanguage="en" logicalId="5" countryIso2Code="{code}" countryDescription="{country}"'
)
# 1: an enterprise with names in several tongues and a number in a register, by an act that lists.
# 2: one under two programmes, one of them unknown, known by an amendment only; day of designation.
# 3: a person. 4: an enterprise that the alias table knows, without a reference, by an amendment.
FSF = f"""{HEAD}<export xmlns="http://eu.europa.ec/fpi/fsd/export" \
generationDate="2030-06-05T16:47:04.449+02:00" globalFileId="184961">
<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.900.1" logicalId="1">
  <remark>(Date of UN designation: 2030-01-01)</remark>
  {ACT.format(kind="regulation", programme="CYB")}
  <subjectType code="enterprise" classificationCode="E"/>
  {NAME.format(name="Лантерна", tongue="RU", strong="true")}
  {NAME.format(name="=ACME &lt;b&gt; &quot;Lanterns&quot;", tongue="EN", strong="true")}
  {NAME.format(name="The Lamp", tongue="", strong="false")}
  <address city="Nairobi" street="1 Main St" poBox="" zipCode="" region="" place="" \
asAtListingTime="false" {PLACE.format(code="KE", country="KENYA")}>
    <contactInfo key="EMAIL" value="a@example.org"/>
  </address>
  <address city="" {PLACE.format(code="00", country="UNKNOWN")}/>
  <identification diplomatic="false" knownExpired="false" knownFalse="false" reportedLost="false" \
revokedByIssuer="false" issuedBy="" latinNumber="" nameOnDocument="" number="123-K" region="" \
identificationTypeCode="regnumber" identificationTypeDescription="Registration Number" \
{PLACE.format(code="KE", country="KENYA")}><remark>(registry)</remark></identification>
</sanctionEntity>
<sanctionEntity designationDate="2029-01-31" designationDetails="" unitedNationId="QDe.900" \
euReferenceNumber="EU.900.2" logicalId="2">
  {ACT.format(kind="amendment", programme="TAQA")}
  {ACT.format(kind="amendment", programme="MOON")}
  <subjectType code="enterprise" classificationCode="E"/>
  {NAME.format(name="Beta Optics", tongue="EN", strong="true")}
</sanctionEntity>
<sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.900.3" logicalId="3">
  {ACT.format(kind="regulation", programme="BLR")}
  <subjectType code="person" classificationCode="P"/>
  {NAME.format(name="Jane Doe", tongue="", strong="true")}
  <citizenship region="" {PLACE.format(code="BY", country="BELARUS")}/>
  <birthdate circa="false" calendarType="GREGORIAN" city="" zipCode="" birthdate="1971-02-21" \
dayOfMonth="21" monthOfYear="2" year="1971" {PLACE.format(code="00", country="UNKNOWN")}/>
</sanctionEntity>
<sanctionEntity designationDetails="" unitedNationId="" logicalId="4">
  {ACT.format(kind="amendment", programme="HR")}
  <subjectType code="enterprise" classificationCode="E"/>
  {NAME.format(name="Hikvision", tongue="EN", strong="true")}
</sanctionEntity>
</export>
"""


@pytest.fixture
def fsf(tmp_path: Path) -> Path:
    return written(tmp_path, "20300605-FULL-1_1(xsd).xml", FSF)


def test_an_enterprise_becomes_a_body_and_a_restriction(fsf: Path) -> None:
    acme, listed = read("eu", fsf)[0][:2]
    assert said(acme) == {
        "cls": "Organization",
        "id": "org:fsf-eu-900-1",
        "name": '=ACME <b> "Lanterns"',
        "alias": ["The Lamp", "Лантерна"],
        "country": ["country:KEN"],
        "registration": ["123-K (KENYA)"],
    }
    assert said(listed) == {
        "cls": "Sanction",
        "id": "sanction:eu-fsf:eu-900-1:eu-cyber",
        "target": "org:fsf-eu-900-1",
        "programme": "programme:eu-cyber",
        "listed_name": ['=ACME <b> "Lanterns"'],
        "list_id": "EU.900.1",
        "start": "2030-05-03",
        "citation": ["2030/1 (OJ L1)"],
        "url": [URL],
    }
    assert (listed.seen, listed.locator) == ("2030-06-05", "FSF line 3 EU.900.1")


def test_two_programmes_are_two_restrictions_from_the_day_of_designation(fsf: Path) -> None:
    found, metas = read("eu", fsf)
    two = [one for one in found if one.cls == "Sanction" and one.values["list_id"] == "EU.900.2"]
    assert [(one.id, one.values["start"], one.values["note"]) for one in two] == [
        ("sanction:eu-fsf:eu-900-2:eu-al-qaida", "2029-01-31", ["UN reference QDe.900"]),
        (
            "sanction:eu-fsf:eu-900-2:eu-restrictive-measures:moon",
            "2029-01-31",
            ["UN reference QDe.900", "programme MOON"],
        ),
    ]
    assert [text for text in metas["eu-fsf"]["remarks"] if "MOON" in text]


def test_an_amendment_gives_no_start(fsf: Path) -> None:
    body, listed = read("eu", fsf)[0][-2:]
    assert (body.id, listed.values["target"]) == ("org:hikvision", "org:hikvision")
    assert (listed.values["start"], listed.values["list_id"]) == (None, "logical 4")


def test_persons_come_only_when_asked_for(fsf: Path) -> None:
    assert [one.cls for one in read("eu", fsf)[0]].count("Person") == 0
    (jane,) = [one for one in read("eu", fsf, all="yes")[0] if one.cls == "Person"]
    assert said(jane) == {
        "cls": "Person",
        "id": "person:fsf-eu-900-3",
        "name": "Jane Doe",
        "country": ["country:BLR"],
    }


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ('code="enterprise"', 'code="vessel"', "'sanctionEntity/subjectType/@code' has 'vessel'"),
        ('code="enterprise"', "", "neither person nor enterprise"),
        (' region="" place=""', ' colour="red"', "'sanctionEntity/address/@colour' has 'red'"),
        ("<subjectType", '<vessel imo="1"/><subjectType', "'sanctionEntity/vessel/@imo' has '1'"),
        ('designationDate="2029-01-31"', 'designationDate="31 Jan"', "not a date"),
        ('wholeName="Beta Optics"', 'wholeName=""', "an entry without a name"),
        ("EU.900.2", "EU.900.1", "line 3 has this number too"),
        ("<export", "<exports", "begins with <exports>"),
        (URL, "javascript:alert(1)", "not an http or https address"),
    ],
)
def test_what_is_wrong_or_new_is_named(
    tmp_path: Path, before: str, after: str, complaint: str
) -> None:
    assert before in FSF
    with pytest.raises(LoadError) as error:
        read("eu", written(tmp_path, "fsf.xml", FSF.replace(before, after)))
    assert complaint in str(error.value)


def test_an_entry_without_an_act_is_named(tmp_path: Path) -> None:
    act = ACT.format(kind="regulation", programme="CYB")
    with pytest.raises(LoadError, match="an entry without the act that lists it"):
        read("eu", written(tmp_path, "fsf.xml", FSF.replace(act, "")))


def test_the_list_loads_twice_the_same(fsf: Path, tmp_path: Path) -> None:
    part = load.Options(part=True)
    load.load("eu", [fsf], tmp_path / "w", part)
    before = everything(tmp_path / "w")
    load.load("eu", [fsf], tmp_path / "w", part)
    assert everything(tmp_path / "w") == before
