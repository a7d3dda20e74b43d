"""The sentences that speak for a match."""

from matching.evidence import PAIRS, evidence
from matching.pool import Pool
from matching.ranking import rank
from matching.records import Evidence
from tests.encoder import TrigramEncoder
from tests.matching.builders import need, profile


def marked(pair: Evidence) -> tuple[list[str], list[str]]:
    return (
        [pair.left[mark.start : mark.end] for mark in pair.left_marks],
        [pair.right[mark.start : mark.end] for mark in pair.right_marks],
    )


def test_the_nearest_sentences_are_shown_with_their_shared_words_marked() -> None:
    offer = profile("p", "Founded long ago in Lyon. We install solar pumps. Staff speak Bambara.")
    asked = need("n", "The rains failed. Villages need a solar pump.")
    [match] = rank(asked, Pool.of([offer, profile("q", "Loans for women and shops.")], TrigramEncoder()), top=1).matches
    best = match.evidence[0]
    assert (best.left, best.right) == ("Villages need a solar pump.", "We install solar pumps.")
    assert marked(best) == (["solar", "pump"], ["solar", "pumps"])


def test_closeness_is_the_mean_of_meaning_and_of_shared_words() -> None:
    twin = Pool.of([profile("p", "We install solar pumps."), profile("q", "Loans for women.")], TrigramEncoder())
    asked = twin.read([need("n", "We install solar pumps.")])
    (same,), (strange,) = (evidence(asked, 0, twin, twin.places[name]) for name in ("p", "q"))
    assert same.closeness == (1 + 1) / 2
    assert strange.closeness < (1 + 0) / 2  # no word in common, and not the same meaning


def test_a_sentence_that_is_nearest_to_two_is_shown_once() -> None:
    pool = Pool.of([profile("p", "Solar pumps for farmers. Our office is in Lyon.")], TrigramEncoder())
    asked = pool.read([need("n", "Solar pumps for farmers. Farmers want solar pumps.")])
    pairs = evidence(asked, 0, pool, 0)
    assert [pair.right for pair in pairs] == ["Solar pumps for farmers.", "Our office is in Lyon."]
    assert [pair.left for pair in pairs] == ["Solar pumps for farmers.", "Farmers want solar pumps."]


def test_a_text_without_a_sentence_has_no_evidence() -> None:
    pool = Pool.of([profile("p", "Solar pumps for farmers."), profile("numbers", "12 345.")], TrigramEncoder())
    asked = pool.read([need("n", "Solar pumps."), need("m", "12 345.")])
    assert evidence(asked, 0, pool, pool.places["numbers"]) == evidence(asked, 1, pool, pool.places["p"]) == ()


def test_pairs_of_chinese_characters_are_marked_as_one_piece() -> None:
    pool = Pool.of([profile("p", "我们为农民提供太阳能水泵。")])
    [match] = rank(need("n", "马里需要太阳能水泵。"), pool).matches
    assert marked(match.evidence[0]) == (["太阳能水泵"], ["太阳能水泵"])


def test_no_sentence_is_used_twice_and_three_pairs_are_enough() -> None:
    text = "Solar pumps work. Solar lamps shine. Solar roofs last. Solar boats float. Solar ovens cook."
    [match] = rank(
        need("n", text.replace("Solar", "The solar")), Pool.of([profile("p", text)], TrigramEncoder())
    ).matches
    assert len(match.evidence) == PAIRS
    assert len({pair.left for pair in match.evidence}) == len({pair.right for pair in match.evidence}) == PAIRS


def test_without_vectors_only_sentences_with_shared_words_are_evidence() -> None:
    pool = Pool.of(
        [
            profile("p", "Solar pumps for farmers. Our office is in Lyon."),
            profile("q", "Hospital beds and vaccines for children"),
        ]
    )
    found = {match.partner: match.evidence for match in rank(need("n", "solar pumps wanted. Urgently!"), pool).matches}
    assert [pair.right for pair in found["p"]] == ["Solar pumps for farmers."]
    assert found["q"] == ()


def test_a_part_for_words_is_always_shown_by_marks() -> None:
    class Blind(TrigramEncoder):
        """Finds every text equally near."""

        def encode(self, texts):  # type: ignore[no-untyped-def]
            return super().encode(["same"] * len(texts))

    offer = profile("p", "One sentence here. Another sentence there. A third one. Fourth of all. At last a solar pump.")
    asked = need("n", "Nothing in common. Nor this text. Still nothing. Not yet. We want the solar pump.")
    [match] = rank(asked, Pool.of([offer], Blind())).matches
    assert match.parts["words"] > 0
    assert any(pair.left_marks and pair.right_marks for pair in match.evidence)
    assert len(match.evidence) == 3
