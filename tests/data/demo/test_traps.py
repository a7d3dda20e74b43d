from __future__ import annotations

from data.demo import DemoNetwork
from data.demo.network import TrapKind
from data.demo.words import niches
from matching.records import FacetKind


def test_the_showcase_need_is_the_first(network: DemoNetwork) -> None:
    need = network.needs[0]
    assert (need.id, need.entity, need.title) == ("demo-n0001", "UNICEF", "Cold chain for vaccines, Mali")
    assert need.countries == ("MLI",)
    assert len(need.facets) == 5


def test_showcase_partners_work_in_mali_and_leave_one_thing_out(network: DemoNetwork) -> None:
    partners = {partner.id: partner for partner in network.partners}
    traps = network.trapped(TrapKind.SHOWCASE)
    assert traps
    wanted = [facet.text for facet in network.needs[0].facets if facet.kind is FacetKind.CAPABILITY]
    for trap in traps:
        assert "MLI" in partners[trap.records[0]].countries
        assert sum(text in trap.note for text in wanted) == 1


def test_double_registrations_share_all_but_name_and_id(network: DemoNetwork) -> None:
    partners = {partner.id: partner for partner in network.partners}
    pairs = network.trapped(TrapKind.NEAR_DUPLICATE)
    assert len(pairs) == 10  # one in a hundred of 1,000
    for trap in pairs:
        first, second = (partners[identity] for identity in trap.records)
        assert first.name != second.name
        assert (first.country, first.kind, first.sectors) == (second.country, second.kind, second.sectors)


def test_thin_profiles_have_one_text_of_a_few_words(network: DemoNetwork) -> None:
    thin = {trap.records[0] for trap in network.trapped(TrapKind.THIN_PROFILE)}
    assert len(thin) == 12
    texts = [capability for capability in network.capabilities if capability.partner in thin]
    assert len(texts) == len(thin)
    assert all(len(capability.text.split()) <= 8 for capability in texts)


def test_stuffed_texts_name_thirty_niches(network: DemoNetwork) -> None:
    stuffed = {trap.records[0] for trap in network.trapped(TrapKind.KEYWORD_STUFFING)}
    assert len(stuffed) == 4
    labels = [niche.label for niche in niches()]
    for capability in network.capabilities:
        if capability.partner in stuffed and capability.id.endswith("-c1"):
            assert sum(label in capability.text for label in labels) >= 30


def test_groups_are_owners_with_their_holdings(network: DemoNetwork) -> None:
    partners = {partner.id: partner for partner in network.partners}
    groups = network.trapped(TrapKind.GROUP)
    assert groups
    for trap in groups:
        owner, *held = trap.records
        assert [link.partner for link in partners[owner].affiliates] == held


def test_some_entities_ask_for_the_same_in_the_same_country(network: DemoNetwork) -> None:
    needs = {need.id: need for need in network.needs}
    traps = network.trapped(TrapKind.SAME_NEED)
    assert len(traps) >= 20
    for trap in traps:
        asking = [needs[identity] for identity in trap.records]
        assert len({need.entity for need in asking}) == len(asking) >= 2
        assert len({(need.sectors, need.countries[0]) for need in asking}) == 1
