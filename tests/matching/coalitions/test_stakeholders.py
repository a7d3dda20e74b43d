"""Which kinds of partner a text names, and who answers to them."""

from __future__ import annotations

import pytest

from matching.coalitions.stakeholders import CODES, answers_to, mentioned
from matching.records import Kind, Size
from tests.matching.coalitions.parties import profile


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("NGOs and universities", ("ngo", "academia")),
        ("a chamber of commerce and the ministry of health", ("government", "business_association")),
        ("local companies and a foundation", ("national_company", "foundation")),
        ("a company with trucks", ("company",)),
        ("women-led small firms", ("msme", "women_led")),
        ("des coopératives et des importateurs", ("multinational", "producers")),
        ("cooperativas y empresas locales", ("national_company", "producers")),
        ("международные компании и неправительственные организации", ("multinational", "ngo")),
        ("跨国企业、大学和非政府组织", ("multinational", "ngo", "academia")),
        ("شركات محلية وجامعات", ("national_company", "academia")),
        ("nothing of the kind, not even a mongoose", ()),
    ],
)
def test_kinds_are_read_in_six_languages(text: str, codes: tuple[str, ...]) -> None:
    assert mentioned(text) == codes


def test_a_partner_answers_to_its_kind_its_size_and_who_leads_it() -> None:
    firm = profile("f", kind=Kind.NATIONAL_COMPANY, size=Size.MSME, women_led=True).partner
    assert [code for code in CODES if answers_to(firm, code)] == ["national_company", "company", "msme", "women_led"]


def test_an_unknown_code_is_refused_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match="no stakeholder 'bakers'; there are multinational, national_company"):
        answers_to(profile("f").partner, "bakers")
