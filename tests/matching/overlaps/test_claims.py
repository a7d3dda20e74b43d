"""What approaches and engagements lay claim to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from matching.overlaps import claim_of_approach, claims_of_engagement
from matching.records import (
    Approach,
    Disclosure,
    Engagement,
    Level,
    Member,
    Origin,
    Period,
    Resource,
    State,
)

WINDOW = Period(date(2026, 3, 1), date(2026, 5, 31))
APPROACH = Approach(
    id="a",
    entity="WFP",
    partner="firm",
    level=Level.COUNTRY,
    country="MLI",
    resource=Resource.LOGISTICS,
    window=WINDOW,
    origin=Origin("test"),
    disclosure=Disclosure("WFP"),
    sdgs=(2,),
    topic="trucks",
)
ENGAGEMENT = Engagement(
    id="e",
    title="Trucks",
    entities=("WFP", "FAO"),
    members=(Member("firm"), Member("branch")),
    origin=Origin("test"),
    disclosure=Disclosure("WFP"),
    resources=(Resource.LOGISTICS, Resource.DATA),
    sdgs=(2, 3),
    countries=("MLI", "KEN"),
    period=WINDOW,
    state=State.ACTIVE,
)


def test_an_approach_claims_its_country_and_at_global_level_every_one() -> None:
    local = claim_of_approach(APPROACH)
    assert (local.countries, local.worldwide) == ({"MLI"}, False)
    assert (local.entities, local.resources, local.window, local.sdgs) == ({"WFP"}, {"logistics"}, WINDOW, {2})
    everywhere = claim_of_approach(replace(APPROACH, level=Level.GLOBAL, country=""))
    assert (everywhere.countries, everywhere.worldwide) == (frozenset(), True)


def test_an_engagement_claims_all_that_it_holds_of_each_member() -> None:
    claims = claims_of_engagement(ENGAGEMENT)
    assert [claim.partner for claim in claims] == ["firm", "branch"]
    for claim in claims:
        assert (claim.entities, claim.resources) == ({"WFP", "FAO"}, {"logistics", "data"})
        assert (claim.countries, claim.sdgs, claim.topic) == ({"MLI", "KEN"}, {2, 3}, "Trucks")
    assert all(claim.worldwide for claim in claims_of_engagement(replace(ENGAGEMENT, level=Level.GLOBAL)))


@pytest.mark.parametrize("state", State)
def test_an_engagement_ties_its_members_up_from_its_proposal_to_its_end(state: State) -> None:
    running = {State.PROPOSED, State.SCREENED, State.AGREED, State.ACTIVE}
    assert bool(claims_of_engagement(replace(ENGAGEMENT, state=state))) is (state in running)
