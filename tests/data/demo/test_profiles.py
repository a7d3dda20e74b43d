from __future__ import annotations

from itertools import combinations

import pytest

from data.demo import DemoNetwork
from data.demo.network import TrapKind
from data.demo.telling import length
from matching.records import Capability, Size

PLANTED = (TrapKind.NEAR_DUPLICATE, TrapKind.THIN_PROFILE, TrapKind.KEYWORD_STUFFING)


@pytest.fixture(scope="module")
def written(network: DemoNetwork) -> list[Capability]:
    """All texts but those that were planted to be alike, thin or stuffed."""
    planted = {partner for kind in PLANTED for trap in network.trapped(kind) for partner in trap.records}
    return [capability for capability in network.capabilities if capability.partner not in planted]


def five_grams(text: str) -> set[tuple[str, ...]]:
    words = tuple(text.lower()) if len(text.split()) * 10 < len(text) else tuple(text.lower().split())
    return {words[start : start + 5] for start in range(len(words) - 4)}


def test_no_two_texts_are_equal(network: DemoNetwork, written: list[Capability]) -> None:
    assert len({capability.text for capability in written}) == len(written)
    assert len({need.text for need in network.needs}) == len(network.needs)


def test_no_two_texts_share_half_of_their_five_grams(written: list[Capability]) -> None:
    sample = [five_grams(capability.text) for capability in written[:400]]
    closeness = [len(one & other) / len(one | other) for one, other in combinations(sample, 2)]
    assert max(closeness) < 0.5
    assert sum(closeness) / len(closeness) < 0.01


def test_texts_are_as_long_as_profiles_are(written: list[Capability]) -> None:
    lengths = [length(capability.text, capability.language) for capability in written]
    assert min(lengths) >= 20
    assert max(lengths) <= 280
    assert sum(40 <= words <= 250 for words in lengths) > 0.9 * len(lengths)


def test_small_firms_write_both_shorter_and_longer_than_the_median(
    network: DemoNetwork, written: list[Capability]
) -> None:
    sizes = {partner.id: partner.size for partner in network.partners}
    lengths = sorted(length(capability.text, capability.language) for capability in written)
    median = lengths[len(lengths) // 2]
    small = [length(c.text, c.language) for c in written if sizes[c.partner] is Size.MSME]
    assert 0.2 < sum(words > median for words in small) / len(small) < 0.5


def test_no_slot_or_choice_is_left_open(network: DemoNetwork) -> None:
    texts = [c.text for c in network.capabilities] + [n.text for n in network.needs] + [n.title for n in network.needs]
    texts += [engagement.title for engagement in network.engagements] + [e.summary for e in network.engagements]
    assert [text for text in texts if set(text) & set("{}[]|_") - set("|")] == []


def test_sentences_start_with_a_capital_and_the_text_ends(written: list[Capability]) -> None:
    for capability in written:
        assert not capability.text[0].islower(), capability.text
        assert capability.text[-1] in '.!?。"؟', capability.text


def test_a_text_in_a_language_uses_its_script(network: DemoNetwork, written: list[Capability]) -> None:
    blocks = {"ru": ("а", "я"), "zh": ("一", "龥"), "ar": ("ا", "ي")}
    for record in (*written, *network.needs):
        if record.language in blocks:
            low, high = blocks[record.language]
            letters = [letter for letter in record.text.lower() if letter.isalpha()]
            assert sum(low <= letter <= high for letter in letters) > 0.5 * len(letters), record.text
