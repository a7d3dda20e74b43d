"""The question and its address."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dashboard.filters import FILTERS, FilterRecord, Filters, filters_from, gates
from dashboard.question import MAX_COMPARED, MAX_PACKED, PARAMETERS, Direction, Question, address, pack, read, unpack

PARTS = ("words", "meaning")
IDS = st.from_regex(r"[a-z0-9:._/-]{1,20}", fullmatch=True)


def values(of: FilterRecord) -> st.SearchStrategy[list[Any]]:
    """Return what a filter may be set to; without options it is one day."""
    if of.options is None:
        return st.lists(st.dates(), max_size=1)
    return st.lists(
        st.sampled_from(["KEN", "MLI", "FRA"] if of.name == "countries" else list(of.options())), unique=True
    )


# Of every filter there is, so that a further one is tried with the others.
CHOSEN = st.fixed_dictionaries({each.name: values(each) for each in FILTERS}).map(
    lambda chosen: filters_from(lambda each: chosen[each.name])
)
QUESTIONS = st.builds(
    Question,
    direction=st.sampled_from(list(Direction)),
    record=IDS,
    filters=CHOSEN,
    weights=st.dictionaries(st.sampled_from(PARTS), st.sampled_from([0.0, 0.25, 2.0, 3.0])),
    shown=IDS,
    compared=st.lists(IDS, unique=True, max_size=MAX_COMPARED).map(tuple),
)


def parameters(question: Question) -> dict[str, list[str]]:
    return {name: value if isinstance(value, list) else [value] for name, value in address(question).items()}


@given(QUESTIONS)
def test_a_question_comes_back_from_its_own_address(question: Question) -> None:
    assert read(parameters(question), PARTS) == (question, [])


@given(CHOSEN)
def test_the_ranking_knows_each_filter_by_the_name_that_the_page_has_for_it(chosen: Filters) -> None:
    assert [each.name for each in gates(chosen)] == [each.name for each in FILTERS if each.values(chosen)]


@given(st.text(max_size=200).map(str.strip))
def test_a_text_comes_back_from_its_packed_form(text: str) -> None:
    assert unpack(pack(text)) == text or not text


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.lists(st.text())))
def test_whatever_an_address_says_it_is_read_without_an_error(said: dict[str, list[str]]) -> None:
    question, refusals = read(said, PARTS)
    assert len(refusals) <= sum(len(values) for values in said.values())
    assert all(0 <= weight <= 3 for weight in question.weights.values())


def test_what_has_its_default_value_is_not_in_the_address() -> None:
    assert address(Question(weights={"words": 1.0})) == {}


def test_a_refusal_names_parameter_value_and_what_is_allowed() -> None:
    _, refusals = read({"sdg": ["18"], "by": ["2026-02-30"]})
    assert [(each.name, each.value) for each in refusals] == [("sdg", "18"), ("by", "2026-02-30")]
    assert refusals[0].allowed == "1–17"


def test_a_text_too_long_for_an_address_is_left_out_of_it() -> None:
    long = " ".join(f"{number * 7919 % 10007:x}" for number in range(12_000))
    assert pack(long) == ""
    assert address(Question(text=long)) == {}


def test_a_small_address_that_unpacks_to_something_huge_is_refused() -> None:
    bomb = pack("a" * 1_000_000)
    assert 0 < len(bomb) < MAX_PACKED
    assert unpack(bomb) is None


def test_only_the_days_that_exist_are_read() -> None:
    question, _ = read({"by": ["2026-12-31"]})
    assert question.filters.timing == date(2026, 12, 31)
