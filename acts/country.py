"""A country as its coordinator works with it: the atlas, Local Networks, commitments for emergencies, network plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from acts.act import Caller, act, look, oversee
from acts.errors import NotAllowedError
from data import approaches, engagements, network_plans
from data.approaches import around
from data.integrity import known
from data.local import networks, standbys
from matching.coordination import Unnamed
from matching.country import Atlas
from matching.disclosure import Viewpoint, withheld
from matching.network_plan import may_write
from matching.policy import OFFICES, Right
from matching.records import (
    Emergency,
    Entity,
    LocalNetwork,
    Need,
    NetworkPlan,
    Origin,
    Partner,
    Profile,
    QuietPeriod,
    Standby,
    UserRole,
)

OWNER = OFFICES[UserRole.COORDINATOR]  # no entity owns a country's plan


@dataclass(frozen=True)
class Provided:
    """What everybody on the UN side may read: statements, when facts were noted, commitments, quiet periods."""

    networks: tuple[LocalNetwork, ...]
    checked: Mapping[str, date]
    standbys: tuple[Standby, ...]
    quiet: tuple[QuietPeriod, ...]


@dataclass(frozen=True)
class UnnamedInCountries:
    """What is told of records that may not be named: by reason in all, and safe counts of approaches by country."""

    withheld: Mapping[str, int]
    by_country: Mapping[str, int]


def stamp(by: Caller) -> str:
    """Return a text that changes whenever approaches, engagements or Local Networks do."""
    with oversee(by) as opened:
        return " ".join((approaches.stamp(opened), engagements.stamp(opened), networks.stamp(opened)))


def provided(by: Caller) -> Provided:
    """Return what everybody on the UN side may read of all countries."""
    with look(by.as_everybody()) as opened:
        return Provided(
            networks=networks.all_(opened),
            checked=known.newest(opened),
            standbys=standbys.all_(opened),
            quiet=around.quiet_periods(opened),
        )


def atlas(
    by: Caller,
    held: Provided,
    *,
    needs: Sequence[Need],
    profiles: Sequence[Profile],
    entities: Sequence[Entity],
    at: datetime,
) -> Atlas:
    """Return all countries as the caller may see them; the database leaves out what may not be named."""
    with look(by) as opened:
        running, live = engagements.all_(opened), approaches.live(opened)
    return Atlas(
        view=Viewpoint(at, by.viewer.entity),
        needs=tuple(needs),
        profiles=tuple(profiles),
        entities=tuple(entities),
        engagements=running,
        approaches=live,
        networks=held.networks,
        checked=held.checked,
    )


def unnamed(by: Caller, entity: str, firms: Mapping[str, Partner], at: datetime) -> UnnamedInCountries:
    """Return what somebody of an entity is told of records that may not be named: counts that stand on several."""
    with oversee(by) as opened:
        live = approaches.live(opened)
        marks = [*(each.disclosure for each in live), *(each.disclosure for each in engagements.all_(opened))]
    published = Unnamed.of(live, firms, Viewpoint(at.replace(hour=0))).by["country"]
    return UnnamedInCountries(withheld(Viewpoint(at, entity), marks), published.counts)


def emergencies() -> Mapping[str, Emergency]:
    """Return the types of emergency by id."""
    return {each.id: each for each in standbys.read_emergencies()}


def state_network(by: Caller, country: str, level: int, note: str, association: str) -> None:
    """Keep what the coordinator of a country states of its Local Network (R17 ¶61).

    :raises NotAllowedError: If the caller does not coordinate it.
    """
    if country not in by.viewer.countries:
        raise NotAllowedError(f"{by.user} may not state a level for {country}")
    today = datetime.now(UTC).date()
    stated = LocalNetwork(country, Origin("entered"), level, note, association, on_day=today, who=by.user)
    with act(by, Right.PLAN_NETWORK, "stated the Local Network", country) as opened:
        networks.state(opened, [stated])


def plan_versions(by: Caller, country: str) -> tuple[NetworkPlan, ...]:
    """Return every version of the network plan of a country, the newest first."""
    with look(by) as opened:
        return network_plans.versions(opened, country)


def save_plan(by: Caller, plan: NetworkPlan, seen: int, why: str) -> None:
    """Save the network plan of a country as a new version; `seen` is the one that was open.

    :raises StaleError: If somebody else has saved meanwhile.
    :raises NotAllowedError: If the caller may not write it.
    """
    if not may_write(by.viewer, plan.country):
        raise NotAllowedError(f"{by.user} may not write the plan of {plan.country}")
    with act(by, Right.PLAN_NETWORK, "saved the plan of the local network", plan.country, OWNER) as opened:
        network_plans.save(opened, plan, by.user, why[:2000], seen)
