"""What is read of many texts."""

import pytest

from matching.reading import Reading
from tests.encoder import TrigramEncoder


def test_a_bare_string_is_refused_before_it_is_read_letter_by_letter() -> None:
    with pytest.raises(TypeError, match=r"write \[text\]"):
        Reading.of(["solar pumps"])  # type: ignore[list-item]


def test_a_sentence_never_spans_two_texts_of_an_item() -> None:
    read = Reading.of([["no full stop here", "Second text"]])
    assert [piece.text for piece in read.sentences[0]] == ["no full stop here", "Second text"]


def test_vectors_read_back_give_the_same_passages() -> None:
    sources = [["Pumps. Wells."], [""], ["Beds"]]
    encoded = Reading.of(sources, TrigramEncoder())
    again = Reading.of(sources).knowing(encoded.vectors)
    assert again.passages is not None
    assert encoded.passages is not None
    assert (again.passages.vectors == encoded.passages.vectors).all()
    assert again.passages.starts.tolist() == [0, 2, 2, 3]
