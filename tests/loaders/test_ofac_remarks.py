"""Only what a remark says in one clear form is read out of it."""

from __future__ import annotations

import pytest

from panoptrade.loaders import ofac_remarks


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Effective Date (CMIC) 02 Aug 2021", "2021-08-02"),
        ("Effective Date (EO 14024 Directive 3): 26 Mar 2022; x", "2022-03-26"),
        ("Effective Date (A) 02 Aug 2021; Effective Date (B) 03 Aug 2021", None),
        ("'Effective Date (EO 14024 Directive)' associated with this name", None),
        ("Listing Date (CMIC) 03 Jun 2021", None),
    ],
)
def test_an_effective_date_is_read_when_there_is_exactly_one(text: str, date: str | None) -> None:
    assert ofac_remarks.effective(text) == date


def test_numbers_are_read_in_their_own_forms_only() -> None:
    remarks = (
        "Registration Number HE 428 (Cyprus); alt. Registration Number 77 (Kenya) issued 2001; "
        "Business Registration Number 5 (China); Tax ID No. 6 (Kenya); ISIN KYG7114V1023; "
        "Legal Entity Number 253400V1H6ART1UQ0N98; Unified Social Credit Code (USCC) 91 (China); "
        "Linked To: BETA OPTICS."
    )
    assert ofac_remarks.numbers(remarks) == {
        "uscc": [],
        "lei": ["253400V1H6ART1UQ0N98"],
        "isin": ["KYG7114V1023"],
        "registration": ["HE 428 (Cyprus)", "77 (Kenya)"],
    }


def test_a_remark_without_any_gives_empty_lists() -> None:
    assert set(map(tuple, ofac_remarks.numbers("").values())) == {()}
