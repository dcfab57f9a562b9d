"""What Streamlit would say in English of its own accord is left out where it can be."""

from __future__ import annotations

import ast

from tests.ui.real import ROOT


def _calls(name: str) -> list[ast.Call]:
    """Return the calls of a Streamlit widget in all pages."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "ui").glob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == name]


def test_no_choice_offers_to_select_all_in_english() -> None:
    """An empty choice of plans means all of them, so nothing is lost."""
    given = [{each.arg: ast.unparse(each.value) for each in call.keywords} for call in _calls("multiselect")]
    assert given
    assert all(each.get("select_all") == "False" for each in given)


def test_every_choice_says_in_vietnamese_that_it_is_empty() -> None:
    for call in _calls("multiselect"):
        assert any(each.arg == "placeholder" for each in call.keywords), ast.unparse(call)
