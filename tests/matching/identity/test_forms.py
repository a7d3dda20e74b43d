"""Legal forms, each under one name in all languages."""

from __future__ import annotations

import pytest

from matching.identity.forms import legal_forms


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Orlina", set()),
        ("Orlina Ltd", {"limited"}),
        ("Orlina Trading Limited", {"limited"}),
        ("Limited Orlina", set()),  # a first word is a name, unless it is Russian or says a group
        ("ООО Орлина", {"llc"}),
        ("Group Orlina", {"group"}),
        ("Orlina Holding SA", {"group", "stock"}),
        ("Orlina Sociedad Anónima", {"stock"}),
        ("Orlina Private Limited", {"limited"}),
        ("Orlina Limited Liability Company", {"llc"}),  # and no limited besides
        ("华蓝有限公司", {"limited"}),
        ("华蓝股份有限公司", {"stock"}),
        ("华蓝集团有限公司", {"group", "limited"}),
    ],
)
def test_a_form_is_read_where_it_stands_and_a_phrase_is_one_form(name: str, forms: set[str]) -> None:
    assert legal_forms(name) == forms
