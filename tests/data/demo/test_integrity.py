from __future__ import annotations

from collections import Counter

from data.countries import read_countries
from data.demo import DemoNetwork
from data.demo.network import DisclosurePattern
from data.facts import read_table
from matching.records import FacetKind, Resource, State


def test_ids_are_unique(network: DemoNetwork) -> None:
    for records in (network.partners, network.capabilities, network.needs, network.engagements):
        ids = Counter(record.id for record in records)
        assert [identity for identity, count in ids.items() if count > 1] == []


def test_everything_invented_is_marked(network: DemoNetwork) -> None:
    records = (
        *network.partners,
        *network.capabilities,
        *network.needs,
        *network.engagements,
        *network.policies,
        *network.practices,
    )
    assert {(record.origin.source, record.origin.synthetic) for record in records} == {("demo network, seed 0", True)}
    assert all(partner.website.endswith(".example") or not partner.website for partner in network.partners)


def test_entities_stay_real(network: DemoNetwork) -> None:
    assert not any(entity.origin.synthetic for entity in network.entities)


def test_references_point_at_records(network: DemoNetwork) -> None:
    partners = {partner.id for partner in network.partners}
    entities = {entity.id for entity in network.entities}
    assert {capability.partner for capability in network.capabilities} == partners
    assert {link.partner for partner in network.partners for link in partner.affiliates} <= partners
    assert {member.partner for engagement in network.engagements for member in engagement.members} <= partners
    assert {entity for engagement in network.engagements for entity in engagement.entities} <= entities
    assert {rule_id for need in network.needs for rule in need.rules for rule_id in rule.members} <= partners
    for need in network.needs:
        assert {facet.need for facet in need.facets} == {need.id}
    for engagement in network.engagements:
        assert {kpi.engagement for kpi in engagement.kpis} <= {engagement.id}
        assert {gift.engagement for gift in engagement.contributions} <= {engagement.id}
        givers = {member.partner for member in engagement.members} | {engagement.disclosure.owner_entity}
        assert {gift.giver for gift in engagement.contributions} <= givers


def test_codes_are_known(network: DemoNetwork) -> None:
    countries = {country.iso3 for country in read_countries()}
    types = {row["id"] for row in read_table("engagement_types")}
    for record in (*network.partners, *network.capabilities, *network.needs, *network.engagements):
        assert set(record.countries) <= countries
        assert set(record.sdgs) <= set(range(1, 18))
    assert {engagement.type for engagement in network.engagements} <= types
    assert {need.type for need in network.needs} <= types


def test_members_of_an_engagement_are_different_and_as_many_as_said(network: DemoNetwork) -> None:
    for engagement in network.engagements:
        members = [member.partner for member in engagement.members]
        assert len(members) == len(set(members))
        assert 1 <= len(engagement.entities) <= 6
        if engagement.partner_count is not None:
            assert engagement.partner_count > len(members)


def test_states_agree_with_dates_and_lessons(network: DemoNetwork) -> None:
    for engagement in network.engagements:
        start, end = engagement.period.start, engagement.period.end
        assert start is not None
        assert end is not None
        ahead = engagement.state in (State.PROPOSED, State.SCREENED, State.AGREED)
        assert (start > network.today) == ahead
        assert (start <= network.today <= end) == (engagement.state is State.ACTIVE)
        assert bool(engagement.lessons) == (engagement.state is State.STOPPED)


def test_needs_have_three_to_six_facets_that_weigh_one(network: DemoNetwork) -> None:
    for need in network.needs:
        assert 3 <= len(need.facets) <= 6
        assert abs(sum(facet.weight for facet in need.facets) - 1) < 0.01
        for facet in need.facets:
            if facet.kind is FacetKind.RESOURCE:
                assert facet.text in set(Resource)
            if facet.kind is FacetKind.COUNTRY:
                assert facet.text in need.countries


def test_owners_disclose_by_their_pattern(network: DemoNetwork) -> None:
    patterns = {practice.entity: practice.pattern for practice in network.practices}
    assert set(patterns.values()) == set(DisclosurePattern)
    for engagement in network.engagements:
        by_un = [gift for gift in engagement.contributions if gift.by_un]
        pattern = patterns[engagement.disclosure.owner_entity]
        assert bool(by_un) == (pattern is DisclosurePattern.COMPLETE)
        assert bool(engagement.contributions) == (pattern is not DisclosurePattern.WITHOUT_MONEY)


def test_hidden_records_say_why(network: DemoNetwork) -> None:
    for engagement in network.engagements:
        assert bool(engagement.disclosure.reason) == (engagement.disclosure.visibility != "named")
