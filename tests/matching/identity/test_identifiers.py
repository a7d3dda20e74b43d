"""Numbers of organisations as registers mean them."""

from __future__ import annotations

from matching.identity.identifiers import agree, conflict, is_lei, normal

LEI = "5493001KJTIIGC8Y1R12"


def test_the_check_digits_of_an_lei_decide() -> None:
    assert is_lei(LEI)
    assert is_lei(f" {LEI.lower()} ")
    assert not is_lei(LEI[:-1] + "3")
    assert not is_lei(LEI[:-1])


def test_numbers_are_compared_without_punctuation_zeros_before_them_and_what_says_nothing() -> None:
    found = normal(
        {"GB-COH": "01 234-567", "duns": "00-12", "vat": "N/A", "lei": LEI[:-1] + "3", "registration": "000"}
    )
    assert found == {"gb-coh": "1234567", "duns": "12", "registration": "000"}


def test_a_number_that_names_its_register_is_filed_under_it() -> None:
    assert normal({"other": "GB-COH-007"}) == {"gb-coh": "7"}
    assert normal({"other": f"XI-LEI-{LEI}"}) == normal({"Legal_Entity_Identifier": LEI}) == {"lei": LEI}


def test_registers_of_persons_conflict_and_lists_of_customers_do_not() -> None:
    assert conflict({"lei": "1"}, {"lei": "2"}) == "lei"
    assert conflict({"gb-coh": "1", "vat": "1"}, {"gb-coh": "2", "vat": "2"}) == "gb-coh"
    assert conflict({"vendor": "1", "lei": "1"}, {"vendor": "2", "lei": "1"}) == ""
    assert conflict({"lei": "1"}, {"vat": "2"}) == ""
    assert agree({"vendor": "1", "lei": "1"}, {"vendor": "2", "lei": "1"}) == "lei"
    assert agree({"lei": "1"}, {"lei": "2"}) == ""


def test_a_hyphen_parts_the_country_of_a_donor_from_its_body() -> None:
    norway, lithuania = normal({"iati": "XM-DAC-8-4"}), normal({"iati": "XM-DAC-84"})
    assert (norway, lithuania) == ({"xm-dac": "8-4"}, {})
    assert normal({"iati": "XM-DAC-84-1"}) == {"xm-dac": "84-1"}
    assert agree(norway, normal({"iati": "XM-DAC-8-4"})) == "xm-dac"
    assert normal({"iati": "XM-DAC-41122"}) == {"xm-dac": "41122"}


def test_a_number_that_all_bodies_of_a_government_share_is_nobodys() -> None:
    assert normal({"iati": "US-USAGOV"}) == {}
    assert normal({"iati": "GB-GOV-1"}) == {"gb-gov": "1"}
