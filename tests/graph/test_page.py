"""A page runs its own scripts, asks no network, and lets no data become markup."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panoptrade.graph import page


@given(st.text())
def test_data_comes_back_as_it_was_and_opens_no_element(text):
    found = page.inert({"name": text})
    assert "<" not in found
    assert json.loads(found) == {"name": text}


def test_links_lead_to_the_web_only():
    assert page.link("a<b", "https://example.org/?a=1&b=2") == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener noreferrer">a&lt;b</a>'
    )
    assert page.link("x", "javascript:alert(1)") == "x"
    assert page.link("x", "") == "x"
    assert page.link("x", "http://[") == "x"


@pytest.mark.parametrize("script", ["</script>", "let a = '<!--'", "</STYLE >"])
def test_a_script_that_ends_its_own_element_is_refused(script):
    with pytest.raises(ValueError, match="end of its own element"):
        page.compose("network", {}, title="Invented", scripts=[script], data={})


def test_the_policy_names_each_script_by_its_hash():
    found = page.policy(["alert(1)"], "b{}")
    assert page.digest("alert(1)") == "sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI="
    assert "script-src 'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';" in found
    assert found.startswith("default-src 'none'")
    assert "connect-src 'none'" in found


def test_a_place_where_nothing_can_be_is_named_with_the_remedy(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(page.UnwritableError, match=r"page.html cannot be written .*-o, --output"):
        page.write(tmp_path / "file" / "page.html", "text")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
