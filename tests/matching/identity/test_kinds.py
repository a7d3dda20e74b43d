"""What kind of organisation a name names, how sure that is, and what it was read from."""

from __future__ import annotations

import pytest

from matching.identity import Context, classify
from matching.identity.placeholders import is_placeholder
from matching.records import NameClass, NameKind
from tests.matching.identity.gazetteer import partner, world


def told(name: str, reported: str = "") -> NameClass:
    return classify(name, Context(world().with_companies([partner("o", "Orlina Ltd")]), reported))


@pytest.mark.parametrize(
    ("name", "kind", "sure"),
    [
        ("Friends of the United Nations", NameKind.NGO, True),
        ("United Nations Something", NameKind.UN_BODY, True),
        ("World Bank", NameKind.MULTILATERAL, True),
        ("Quillmark Ltd; Baltavia Ltd", NameKind.SEVERAL, True),
        ("Kenya", NameKind.GOVERNMENT, True),
        ("The Gambia", NameKind.GOVERNMENT, True),
        ("East Africa", NameKind.UNKNOWN, False),  # a region has no government
        ("Geneva", NameKind.UNKNOWN, False),
        ("Orlina", NameKind.COMPANY, True),  # as a company of the register is called
        ("Orlina Foundation", NameKind.CORPORATE_FOUNDATION, True),
        ("Quillmark Foundation", NameKind.FOUNDATION, True),
        ("Quillmark", NameKind.NGO, False),  # no sign: most such names are of NGOs, and nothing is built on it
        ("Un Enfant par la Main", NameKind.NGO, True),  # an article, no United Nations
        ("UN TECHO PARA MI PAIS", NameKind.NGO, False),
        ("Un Mundo Unido", NameKind.NGO, False),  # and no UNIDO
        ("ONG Solidaridad", NameKind.NGO, True),
        ("Google", NameKind.COMPANY, True),
        ("IBM", NameKind.COMPANY, True),
        ("Unilever", NameKind.COMPANY, True),
        ("Vodafone Foundation", NameKind.CORPORATE_FOUNDATION, True),
        ("ECHO/SIDA/OFDA", NameKind.SEVERAL, True),
        ("Somalia; UNFPA United Nations Population Fund", NameKind.UN_BODY, True),
        ("Directorate of Health - Erbil", NameKind.GOVERNMENT, True),
        ("Various Donors (details not yet provided)", NameKind.PLACEHOLDER, True),
        ("GOVT", NameKind.PLACEHOLDER, True),
        ("Internal Funding", NameKind.PLACEHOLDER, True),
        ("Fonds propres", NameKind.PLACEHOLDER, True),
        ("National NGO", NameKind.PLACEHOLDER, True),
    ],
)
def test_a_kind_follows_from_what_the_name_holds(name: str, kind: NameKind, sure: bool) -> None:
    found = told(name)
    assert (found.kind, found.sure) == (kind, sure)


@pytest.mark.parametrize("reported", ["", "70"])
def test_a_title_makes_a_person_also_where_a_file_reports_a_company(reported: str) -> None:
    """A title weighs 2, what a file reports 0.5: a lead of 1.5 is just enough."""
    found = told("Mr John Smith", reported)
    assert (found.kind, found.sure) == (NameKind.INDIVIDUAL, True)
    assert (found.reasons[0].found, found.reasons[0].weight) == ("Mr", 2)


def test_united_nations_beside_unknown_words_weigh_4_against_the_3_of_a_legal_form() -> None:
    found = told("Quillmark United Nations Ltd")
    assert (found.kind, found.sure) == (NameKind.UN_BODY, False)  # a lead of 1, and 1.5 is needed
    assert [reason.weight for reason in found.reasons] == [4, 3]


@pytest.mark.parametrize(
    ("name", "kind"), [("Quillmark United Nations", NameKind.UN_BODY), ("United Nations Students", NameKind.NGO)]
)
def test_where_no_entity_is_known_united_nations_tell_a_body_or_those_who_support_it(name: str, kind: NameKind) -> None:
    found = classify(name)
    assert (found.kind, found.reasons[0].because, found.reasons[0].weight) == (kind, "United Nations in the name", 4)


def test_a_word_as_heavy_as_a_title_keeps_the_title_from_counting() -> None:
    assert told("Mr John Institute").sure
    assert told("Mr John Institute").kind is NameKind.ACADEMIA


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dr Ana Maria de la Cruz", NameKind.INDIVIDUAL),
        ("Dr Ana Maria de la Cruz Quillmark", NameKind.NGO),  # as long as no name of one person
        ("Mr John Smith Ltd", NameKind.COMPANY),
    ],
)
def test_a_title_before_a_long_name_or_a_firm_makes_no_person(name: str, kind: NameKind) -> None:
    assert told(name).kind is kind


@pytest.mark.parametrize(("name", "form"), [("ООО Орлинка", "ооо"), ("PT Baltavia", "pt"), ("Baltavia PT", "pt")])
def test_a_legal_form_is_named_where_it_stands(name: str, form: str) -> None:
    assert [(reason.because, reason.found) for reason in told(name).reasons] == [("legal form", form)]


def test_the_longest_of_chinese_words_for_nobody_is_read_first() -> None:
    assert is_placeholder("企业界")  # the business community; not firms and one character more
    assert not is_placeholder("企业山")


@pytest.mark.parametrize("name", ["Micronesia", "Micronesia (Federated States of)", "Micronesia, Federated States of"])
def test_a_country_is_known_with_and_without_what_stands_in_brackets(name: str) -> None:
    assert told(name).kind is NameKind.GOVERNMENT
