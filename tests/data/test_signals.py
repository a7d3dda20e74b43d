"""Resources are guessed from words in any of the six languages."""

import pytest

from data.facts import read_table, split
from data.signals import signalled_resources
from matching.records import Resource


@pytest.mark.parametrize(
    ("text", "resource"),
    [
        ("Our trucks and cold chain warehouses stand ready.", Resource.LOGISTICS),
        ("我们的员工志愿者愿意帮忙。", Resource.VOLUNTEERS),
        ("Nous proposons une obligation verte.", Resource.INNOVATIVE_FINANCE),
        ("Ofrecemos donaciones a las escuelas.", Resource.FINANCE),
        ("Анализ данных и опросы населения.", Resource.DATA),
        ("نقدم معدات وأدوية للعيادات.", Resource.IN_KIND),
    ],
)
def test_a_word_of_any_language_signals_its_resource(text: str, resource: Resource) -> None:
    assert next(iter(signalled_resources(text))) == resource


def test_a_keyword_counts_only_where_a_word_begins() -> None:
    assert signalled_resources("We approach the fundamentals.") == {}


def test_two_stems_in_a_row_match_the_inflected_words() -> None:
    assert Resource.INNOVATIVE_FINANCE in signalled_resources("зеленые облигации и смешанное финансирование")


def test_a_text_without_any_signal_gives_no_guess() -> None:
    assert signalled_resources("") == {}


def test_every_resource_has_ten_to_twenty_words_in_each_language() -> None:
    for row in read_table("resources"):
        for language in ("en", "zh", "fr", "es", "ru", "ar"):
            assert 10 <= len(split(row[f"keywords_{language}"])) <= 20, (row["id"], language)
