"""The UK's list of an invented world, in the five forms in which it is or was published."""

from __future__ import annotations

import csv
import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

from panoptrade.loaders import spec
from tests.loaders.xml_lists import HEAD

if TYPE_CHECKING:
    from pathlib import Path

RUSSIA = "The Russia (Sanctions) (EU Exit) Regulations 2019"
FROZEN = "Asset freeze|Trust Services Sanctions"
LONG = [
    # A body with another name, an address twice, a parent and two subsidiaries.
    {
        "Unique ID": "RUS9001",
        "Name 6": 'ACME <b> "Lanterns"',
        "Name type": "Primary Name",
        "Name non-latin script": "Лантерна",
        "Regime Name": RUSSIA,
        "Designation Type": "Entity",
        "Designation source": "UK",
        "Sanctions Imposed": FROZEN,
        "Address Country": "Russia",
        "Date Designated": "15/03/2022",
        "Parent company": "Mother Lamp JSC",
        "Subsidiaries": "(1) Lamp One (2) Lamp Two",
        "Business registration number (s)": "INN: 1234567890",
        "UK Statement of Reasons": "Said to sell lanterns.",
    },
    {
        "Unique ID": "RUS9001",
        "Name 6": "=LAMPA",
        "Name type": "ALias",
        "Alias strength": "Good quality a.k.a",
        "Regime Name": RUSSIA,
        "Designation Type": "Entity",
        "Designation source": "UK",
        "Sanctions Imposed": FROZEN,
        "Address Country": "Russia",
        "Date Designated": "15/03/2022",
    },
    # One that the UN lists and that is not frozen; a person; a ship.
    {
        "Unique ID": "YEM9002",
        "UN Reference Number": "YEe.900",
        "Name 6": "Beta Optics",
        "Name type": "Primary name",
        "Regime Name": "Yemen",
        "Designation Type": "Entity",
        "Designation source": "UN",
        "Sanctions Imposed": "Arms embargo",
        "Date Designated": "01/03/2022",
    },
    {
        "Unique ID": "RUS9003",
        "Name 6": "DOE",
        "Name 1": "Jane",
        "Name type": "Primary Name",
        "Regime Name": RUSSIA,
        "Designation Type": "Individual",
        "Designation source": "UK",
        "Sanctions Imposed": "Asset freeze|Travel Ban",
        "Nationality(/ies)": "(1) Russia (2) Peru",
        "Date Designated": "15/03/2022",
    },
    {
        "Unique ID": "RUS9004",
        "Name 6": "ACME STAR",
        "Name type": "Primary Name",
        "Regime Name": RUSSIA,
        "Designation Type": "Ship",
        "Designation source": "UK",
        "IMO number": "9999001",
        "Date Designated": "15/03/2022",
    },
]
SHORT = [
    ["Unique ID", "OFSI Group ID", "Name", "Regime Name", "Type ", "Designation source"],
    ["RUS9001", "16001", 'ACME <b> "Lanterns"', "Russia", "Entity", "UK"],
    ["YEM9002", "", "Beta Optics", "Yemen", "Entity", "UK|UN"],
    ["RUS9003", "16003", "Doe Jane", "Russia", "Individual", "UK"],
    ["RUS9004", "", "ACME STAR", "Russia", "Ship", "UK"],
    ["RUS9005", "", "", "Russia", "Entity", "UK"],
    ["MOO9006", "", "Hikvision", "Moon", "Entity", "UK"],
]
ENDS = [
    ["Date Designated", "Sanctions Imposed"],
    ["15-03-2022", 'Asset freeze, Shipping sanctions: (see "Other information")'],
    ["01-03-2022", "-, Arms embargo"],
    *([["15-03-2022", "Asset freeze, Travel Ban"]] * 4),
]
TARGETS = [
    {
        "Name 6": 'ACME <b> "Lanterns"',
        "Other Information": "(UK Sanctions List Ref):RUS9001 (UK Statement of Reasons):Lamps.",
        "Group Type": "Entity",
        "Alias Type": "Primary name",
        "Regime": "Russia",
        "Country": "Russia",
        "Listed On": "14/03/2022",
        "UK Sanctions List Date Designated": "15/03/2022",
        "Last Updated": "16/03/2022",
        "Group ID": "16001",
    },
    {
        "Name 6": "LAMPA",
        "Other Information": "(UK Sanctions List Ref):RUS9001",
        "Group Type": "Entity",
        "Alias Type": "AKA",
        "Alias Quality": "Good",
        "Regime": "Russia",
        "Listed On": "14/03/2022",
        "UK Sanctions List Date Designated": "15/03/2022",
        "Group ID": "16001",
    },
    {
        "Name 6": "Beta Optics",
        "Group Type": "Entity",
        "Alias Type": "Primary name",
        "Regime": "Yemen",
        "Listed On": "01/03/2022",
        "Group ID": "16002",
    },
]


def table(form: str, above: str, rows: list[dict[str, str]]) -> str:
    """Return a list as CSV with every column of its form, under the line that dates it."""
    one = spec.read("uk").files[form]
    written = io.StringIO()
    columns = [*one.unread, *one.columns]
    writer = csv.DictWriter(written, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return f"{above}\r\n{written.getvalue()}"


def designations() -> str:
    """Return the list in the FCDO's XML; its elements hold what the columns of the CSV do."""
    whole = """<Designation><LastUpdated>14/04/2026</LastUpdated>
<DateDesignated>15/03/2022</DateDesignated><UniqueID>RUS9001</UniqueID><OFSIGroupID>16001</OFSIGroupID>
<Names><Name><Name6>=LAMPA</Name6><NameType>Alias</NameType>
<AliasStrength>Good quality a.k.a</AliasStrength></Name>
<Name><Name6>ACME &lt;b&gt; "Lanterns"</Name6><NameType>Primary Name</NameType></Name></Names>
<NonLatinNames><NonLatinName><NameNonLatinScript>Лантерна</NameNonLatinScript></NonLatinName>
</NonLatinNames><RegimeName>{regime}</RegimeName>
<IndividualEntityShip>Entity</IndividualEntityShip><DesignationSource>UK</DesignationSource>
<SanctionsImposed>Asset freeze|Trust Services Sanctions</SanctionsImposed>
<UKStatementofReasons>
</UKStatementofReasons>
<Addresses><Address><AddressLine1>1 Main St</AddressLine1><AddressCountry>Russia</AddressCountry>
</Address></Addresses><EntityDetails><Entity><TypeOfEntities><TypeOfEntity>Maker</TypeOfEntity>
</TypeOfEntities><BusinessRegistrationNumbers>
<BusinessRegistrationNumber>INN: 1234567890</BusinessRegistrationNumber>
</BusinessRegistrationNumbers><ParentCompanies><ParentCompany>Mother Lamp JSC</ParentCompany>
</ParentCompanies><Subsidiaries><Subsidiary>Lamp One</Subsidiary><Subsidiary>Lamp Two</Subsidiary>
</Subsidiaries></Entity></EntityDetails></Designation>"""
    rest = """<Designation><DateDesignated>{day}</DateDesignated><UniqueID>{number}</UniqueID>{un}
<Names><Name><Name1>{first}</Name1><Name6>{last}</Name6><NameType>Primary name</NameType></Name>
</Names><RegimeName>{regime}</RegimeName><IndividualEntityShip>{kind}</IndividualEntityShip>
<DesignationSource>{by}</DesignationSource><SanctionsImposed>{what}</SanctionsImposed>
</Designation>"""
    others = [
        rest.format(
            day=one["Date Designated"],
            number=one["Unique ID"],
            un=f"<UNReferenceNumber>{one.get('UN Reference Number', '')}</UNReferenceNumber>",
            first=one.get("Name 1", ""),
            last=escape(one["Name 6"]),
            regime=one["Regime Name"],
            kind=one["Designation Type"],
            by=one["Designation source"],
            what=one.get("Sanctions Imposed", ""),
        )
        for one in LONG[2:]
    ]
    body = "\n".join([whole.format(regime=RUSSIA), *others])
    date = "<DateGenerated>26/08/2026</DateGenerated>"
    return f'{HEAD}<Designations xmlns:xsi="http://x">{date}{body}</Designations>'


def targets() -> str:
    """Return OFSI's list in its XML."""
    names = {
        "Name 6": "Name6",
        "Group Type": "GroupTypeDescription",
        "Alias Type": "AliasType",
        "Alias Quality": "AliasQuality",
        "Regime": "RegimeName",
        "Group ID": "GroupID",
        "Country": "Country",
    }
    found = []
    for one in TARGETS:
        cells = {names[key]: cell for key, cell in one.items() if key in names}
        cells["DateListed"] = "2022-03-01T00:00:00"
        cells["GrpStatus"] = "A"
        if "RUS9001" in one.get("Other Information", ""):
            cells |= {"UKSanctionsListRef": "RUS9001", "DateDesignated": "2022-03-15T00:00:00"}
        lines = "".join(f"<{key}>{escape(cell)}</{key}>" for key, cell in cells.items())
        lines += '<Title i:nil="true" />'
        found.append(f"<FinancialSanctionsTarget>{lines}</FinancialSanctionsTarget>")
    ban = found[-1].replace(">A<", ">I<").replace("16002", "16009").replace("Beta", "Gamma")
    space = "http://schemas.hmtreasury.gov.uk/ofsi/consolidatedlist"
    root = "ArrayOfFinancialSanctionsTarget"
    head = f'<{root} xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="{space}">'
    return f"{HEAD}{head}{''.join(found)}{ban}</{root}>"


CELL = (
    '<table:table-cell office:value-type="string"{more}>\n  <text:p>{text}</text:p>\n'
    "</table:table-cell>"
)
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("table", "office", "text")
)


def ods(path: Path, sheets: dict[str, str]) -> Path:
    """Write a spreadsheet of sheets whose rows are given as XML."""
    body = "".join(f'<table:table table:name="{k}">{v}</table:table>' for k, v in sheets.items())
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", text)
    return path


def row(cells: list[str], more: str = "") -> str:
    """Return a row of a sheet as XML, with the blank cells to the right that real sheets have."""
    found = "".join(CELL.format(text=escape(cell), more=more) for cell in cells)
    gap = '<table:table-cell table:number-columns-repeated="16376"/>'
    return f"<table:table-row>{found}{gap}</table:table-row>"


def short(folder: Path) -> Path:
    """Write the short form of the list."""
    rows = [row([*start, *end]) for start, end in zip(SHORT, ENDS, strict=True)]
    gap = '<table:table-row table:number-rows-repeated="1040000">'
    blank = f"{gap}<table:table-cell/></table:table-row>"
    return ods(folder / "uk_2025-08-11.ods", {"UK_Sanction_List": "".join(rows) + blank})
