"""What is kept back is counted, and its reasons tell nobody's secrets."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from matching.exporting.withholding import CHANGED, OTHER_REASON, Group, withheld
from matching.records import Visibility

HIDDEN = Visibility.HIDDEN


def test_a_reason_is_repeated_where_three_entities_give_it() -> None:
    there: dict[Group, int] = {(owner, HIDDEN, "other bids pending"): 2 for owner in ("FAO", "WFP", "UNDP")}
    assert withheld(there, {}) == {"other bids pending": 2 + 2 + 2}


def test_a_reason_of_fewer_entities_is_not_repeated_since_its_words_may_name_somebody() -> None:
    there: dict[Group, int] = {
        ("FAO", HIDDEN, "until Acme signs"): 1,
        ("WFP", HIDDEN, "Acme asked us"): 1,
        ("FAO", HIDDEN, ""): 1,
    }
    assert withheld(there, {}) == {OTHER_REASON: 3}


def test_a_named_record_that_was_not_told_has_changed_meanwhile() -> None:
    there: dict[Group, int] = {(owner, Visibility.NAMED, ""): 1 for owner in ("FAO", "WFP", "UNDP")}
    told: dict[Group, int] = {("FAO", Visibility.NAMED, ""): 1}
    assert withheld(there, told) == {CHANGED: 2}
    assert withheld(there, {}, "amounts") == {"amounts": 3}


GROUPS = st.tuples(
    st.sampled_from(["FAO", "WFP", "UNDP", "ITU"]), st.sampled_from(list(Visibility)), st.sampled_from(["", "a", "b"])
)


@given(st.dictionaries(GROUPS, st.integers(0, 9)), st.data())
def test_told_and_withheld_add_up_to_all(there: dict[Group, int], data: st.DataObject) -> None:
    told = {group: data.draw(st.integers(0, n)) for group, n in there.items()}
    kept = withheld(there, told)
    assert sum(kept.values()) + sum(told.values()) == sum(there.values())
    owners = {reason: {o for (o, seen, said), n in there.items() if said == reason} for reason in kept}
    assert all(len(owners[reason]) >= 3 for reason in kept if reason not in {OTHER_REASON, CHANGED})
    assert Counter(kept) == Counter(withheld(dict(reversed(there.items())), told))
