"""One spelling for one text."""

from hypothesis import given
from hypothesis import strategies as st

from matching.text import normalise, shorten


def test_wide_letters_ligatures_and_invisible_marks_read_as_plain_text() -> None:
    assert normalise("\ufeffＷater\u00a0 \n ﬁlter\u00ad\u200b ") == "Water filter"


def test_a_megabyte_is_cut_before_it_is_worked_on() -> None:
    assert len(normalise("water " * 200_000)) <= 20_000
    assert shorten("x" * 1_000_000) == "x" * 20_000


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
