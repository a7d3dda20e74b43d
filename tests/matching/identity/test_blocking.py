"""Which names are worth comparing."""

from __future__ import annotations

from matching.identity import Asked, classify
from matching.identity.blocking import Blocks, letters, sounds
from matching.identity.features import described
from matching.identity.kinds import Context
from matching.identity.weighing import Known
from tests.matching.identity.gazetteer import world


def known(name: str) -> Known:
    return described(Asked(name), classify(name, Context(world())), world())[0]


def near(name: str, *names: str) -> list[str]:
    (places,) = Blocks.of([known(each) for each in names]).near([known(name)])
    return [names[place] for place in places]


def test_a_name_is_filed_under_its_words_and_pieces_of_three_letters() -> None:
    assert list(letters(known("Orlina"))) == ["worlina", "torl", "trli", "tlin", "tina"]
    assert list(letters(known("Ox"))) == ["wox", "tox"]
    assert list(letters(known("Bank of Ghana"))) == ["w GHA bank"]  # nothing tells but place and business


def test_a_name_is_filed_under_its_consonants_in_pieces_of_two() -> None:
    assert list(sounds(known("Orlina"))) == ["srln", "brl", "bln"]


def test_nearer_names_come_first_and_strangers_not_at_all() -> None:
    assert near("Orlina", "Quillmark", "Orlina Baltavia", "Orlina") == ["Orlina", "Orlina Baltavia"]


def test_names_that_differ_in_their_gaps_alone_are_near_whatever_they_do() -> None:
    assert near("Sea Gas", "Seagas") == ["Seagas"]
    # Of its own pieces the name shares one in five with the first, and all with the second.
    assert near("Seagas", "Sea Gas", "Seagas Norvent") == ["Sea Gas", "Seagas Norvent"]


def test_an_arabic_name_finds_a_latin_one_by_its_sounds_and_the_other_way_round() -> None:
    assert near("الراشد", "Al-Rashid", "Quillmark") == ["Al-Rashid"]
    assert near("Al-Rashid", "الراشد", "华蓝") == ["الراشد"]


def test_a_word_finds_its_bearers_also_where_so_many_share_its_pieces_that_these_tell_nobody_apart() -> None:
    crowd = ["Orlina"] * 300
    assert near("Orlina Bank", *crowd) == ["Orlina"] * 8  # the most that are compared
    assert Blocks.of([known(name) for name in crowd]).letters.columns.keys() == {"worlina"}
