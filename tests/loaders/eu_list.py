"""The EU's list of an invented world, in exactly the form of xmlFullSanctionsList_1_1."""

from __future__ import annotations

from tests.loaders.xml_lists import HEAD

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
