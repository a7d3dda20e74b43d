"""What is kept back is counted, and its reasons tell nobody's secrets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from matching.exporting.withholding import CHANGED, Group, withheld
from matching.records import Visibility

HIDDEN = Visibility.HIDDEN
GROUPS = st.tuples(
    st.sampled_from(["FAO", "WFP", "UNDP", "ITU"]), st.sampled_from(list(Visibility)), st.sampled_from(["", "a", "b"])
)


def test_reasons_are_counted_and_an_owners_own_words_are_not_repeated() -> None:
    there: dict[Group, int] = {
        ("FAO", HIDDEN, "other bids pending"): 2,
        ("WFP", Visibility.TYPE, "other bids pending"): 1,
        ("WFP", HIDDEN, "until Acme signs"): 1,
    }
    assert withheld(there, {}) == {"another reason": 1, "other bids pending": 2 + 1}


def test_a_named_record_that_was_not_told_has_changed_meanwhile_or_what_the_caller_knows() -> None:
    there: dict[Group, int] = {("FAO", Visibility.NAMED, ""): 3}
    told: dict[Group, int] = {("FAO", Visibility.NAMED, ""): 1}
    assert withheld(there, told) == {CHANGED: 2}
    assert withheld(there, {}, "amounts") == {"amounts": 3}


@given(st.dictionaries(GROUPS, st.integers(0, 9)), st.data())
def test_told_and_withheld_add_up_to_all(there: dict[Group, int], data: st.DataObject) -> None:
    told = {group: data.draw(st.integers(0, n)) for group, n in there.items()}
    assert sum(withheld(there, told).values()) + sum(told.values()) == sum(there.values())
