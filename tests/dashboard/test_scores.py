"""A score reads the same wherever it stands, and what reads the same is not called the one best."""

from __future__ import annotations

import re

import pytest

from dashboard.answers import RankedAnswer, RankedRow
from dashboard.charts import LIGHT, Bar, stacked_parts
from dashboard.explore import results, wording
from dashboard.question import Direction, Question
from matching.records import Match, Profile
from tests.dashboard.sample import NEEDS, PARTNERS


def answered(*scores: float) -> RankedAnswer:
    """Return an answer with partners of the small network in order, with these scores."""
    rows = {
        partner.id: RankedRow(
            place, Match("need-cold", partner.id, score, {"words": score}), NEEDS[0], Profile(partner)
        )
        for place, (partner, score) in enumerate(zip(PARTNERS, scores, strict=False), start=1)
    }
    return RankedAnswer(rows, {}, judged=len(rows), pool=len(rows))


def test_two_whose_scores_read_the_same_fit_best_together() -> None:
    said = wording.answer(Question(record="need-cold"), answered(0.5249, 0.5211, 0.4))
    assert said == "3 partners can be judged; they fit best: Sahel Froid and Kelvin \\& Sons (0.52 each)."


@pytest.mark.parametrize("score", [0.525, 0.5246, 0.5249, 0.535])
def test_the_table_the_sentence_and_the_chart_round_alike(score: float) -> None:
    found = answered(score, 0.1)
    sentence = re.search(r"fits best with (\d\.\d\d)", wording.answer(Question(record="need-cold"), found))
    assert sentence
    (first, *_) = results.on_screen(found.rows, Direction.PARTNERS)["Score"]
    bars = [Bar(key, key, row.match.parts) for key, row in found.rows.items()]
    totals = [each.text for each in stacked_parts(bars, {"words": "Words"}, LIGHT).figure.layout.annotations]
    assert f"{first:.2f}" == sentence[1]  # as a browser writes the table
    assert sentence[1] in totals
