from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from data.demo import DemoNetwork
from data.demo.network import Stance
from matching.records import Engagement, Kind, Size, SizeClass

# A/72/310 Annex C: class and share in percent, with its upper end in months.
DURATIONS = [(3, 4), (12, 16), (36, 33), (60, 26), (120, 14), (100_000, 7)]


def percent(part: int, whole: int) -> float:
    return 100 * part / whole


def months(engagement: Engagement) -> float:
    start, end = engagement.period.start, engagement.period.end
    assert isinstance(start, date)
    assert isinstance(end, date)
    return (end - start).days / 30.44


def test_size_classes_reproduce_annex_b(network: DemoNetwork) -> None:
    counts = Counter(engagement.size_class for engagement in network.engagements)
    assert counts[SizeClass.BILATERAL] == 0.52 * 1500
    assert counts[SizeClass.MULTI_STAKEHOLDER] == 0.27 * 1500
    assert counts[SizeClass.NETWORK] == 0.21 * 1500


def test_durations_reproduce_annex_c(network: DemoNetwork) -> None:
    classes = Counter(
        next(top for top, _ in DURATIONS if months(engagement) <= top) for engagement in network.engagements
    )
    assert {top: percent(classes[top], 1500) for top, _ in DURATIONS} == pytest.approx(dict(DURATIONS), abs=0.1)


def test_tobacco_policies_lie_within_two_points_of_the_report(network: DemoNetwork) -> None:
    stances = Counter(policy.stance for policy in network.policies)
    assert len(network.policies) == len(network.entities) == 38
    for stance, share in ((Stance.EXCLUDE, 61), (Stance.HIGH_RISK, 19), (Stance.NONE, 20)):
        assert percent(stances[stance], 38) == pytest.approx(share, abs=2)


def test_forty_five_of_a_hundred_companies_are_msme(network: DemoNetwork) -> None:
    sizes = Counter(partner.size for partner in network.partners if partner.size)
    assert percent(sizes[Size.MSME], sum(sizes.values())) == pytest.approx(45, abs=1)


def test_only_companies_have_a_size(network: DemoNetwork) -> None:
    companies = {Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY}
    assert all((partner.size is not None) == (partner.kind in companies) for partner in network.partners)


def test_kinds_without_size_keep_the_order_of_annex_a(network: DemoNetwork) -> None:
    kinds = Counter(partner.kind for partner in network.partners)
    order = [Kind.NGO, Kind.GOVERNMENT, Kind.ACADEMIA, Kind.BUSINESS_ASSOCIATION, Kind.CORPORATE_FOUNDATION, Kind.OTHER]
    assert [kinds[kind] for kind in order] == sorted((kinds[kind] for kind in order), reverse=True)


def test_about_a_fifth_of_texts_is_not_english(network: DemoNetwork) -> None:
    for languages in (Counter(c.language for c in network.capabilities), Counter(n.language for n in network.needs)):
        assert set(languages) == {"en", "fr", "es", "ru", "zh", "ar"}
        assert percent(languages["en"], sum(languages.values())) == pytest.approx(80, abs=4)


def test_half_of_the_engagements_have_no_indicator(network: DemoNetwork) -> None:
    assert sum(not engagement.kpis for engagement in network.engagements) == 1500 / 2


def test_every_entity_has_needs_and_engagements(network: DemoNetwork) -> None:
    ids = {entity.id for entity in network.entities}
    assert {need.entity for need in network.needs} == ids
    assert {engagement.disclosure.owner_entity for engagement in network.engagements} == ids
