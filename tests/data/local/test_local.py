"""What countries have at hand comes back as it was kept, and what people entered is nobody else's."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine

from data import partners
from data.cases import read_cases
from data.database import transaction
from data.demo import generate
from data.entities import read_entities
from data.loading import SetName, load_cases, load_demo, load_reference, remove
from data.local import networks, standbys
from data.local.standbys import read_emergencies
from matching.records import SYSTEM, Kind, LocalNetwork, Origin, Partner, Period, Resource, Standby
from tests.data.records import INVENTED

ENTERED = LocalNetwork(
    "KEN", Origin("entered"), 3, "Meets monthly", "chamber", "", date(2026, 11, 1), "coordinator@example.org"
)


def test_a_statement_comes_back_and_a_later_one_takes_its_place(own_engine: Engine) -> None:
    with transaction(own_engine, SYSTEM) as connection:
        before = networks.stamp(connection)
        networks.state(connection, [ENTERED])
        assert networks.all_(connection) == (ENTERED,)
        later = LocalNetwork("KEN", Origin("entered"), None, "Closed", on_day=date(2026, 11, 2), who="other")
        networks.state(connection, [later])
        assert networks.all_(connection) == (later,)
        assert networks.stamp(connection) != before


def test_a_commitment_comes_back_with_every_field(own_engine: Engine) -> None:
    kept = Standby(
        "s1",
        "p1",
        Resource.LOGISTICS,
        "12 trucks",
        48,
        INVENTED,
        ("KEN",),
        ("flood",),
        Period(date(2026, 1, 1), date(2027, 1, 1)),
        date(2026, 6, 1),
    )
    with transaction(own_engine, SYSTEM) as connection:
        partners.save_many(connection, [Partner("p1", "Trucks", Kind.OTHER, INVENTED)])
        standbys.save_many(connection, [kept])
        assert standbys.all_(connection) == (kept,)


def test_a_new_demo_leaves_what_people_entered(own_engine: Engine) -> None:
    load_reference(own_engine, read_entities())
    load_cases(own_engine, read_cases())
    made = generate(3, 300, 20, 20)
    load_demo(own_engine, made, "one", made.register, made.diligence, provision=made.provision)
    with transaction(own_engine, SYSTEM) as connection:
        networks.state(connection, [ENTERED])
        loaded = networks.all_(connection)
        assert len(standbys.all_(connection)) == len(made.provision.standbys) > 0
    assert ENTERED in loaded
    assert [each.connecting for each in loaded if each.country == "MDG" and not each.origin.synthetic] == [
        "private-sector-humanitarian-platform-of-madagascar"
    ]
    remove(own_engine, SetName.DEMO)
    with transaction(own_engine, SYSTEM) as connection:
        left = networks.all_(connection)
        assert standbys.all_(connection) == ()
    assert {each.country for each in left} == {"KEN", "MDG"}


def test_each_type_of_emergency_asks_for_something_with_a_source_most_urgent_first() -> None:
    types = read_emergencies()
    assert len(types) == 8
    for each in types:
        assert each.asks
        assert all(ask.source for ask in each.asks)
        assert [ask.hours for ask in each.asks] == sorted(ask.hours for ask in each.asks)
        assert len({ask.resource for ask in each.asks}) == len(each.asks)
        assert all(each.names.values())


def test_the_partner_of_a_stated_network_is_a_documented_one() -> None:
    known = {partner.id for case in read_cases() for partner in case.partners}
    assert {each.connecting for each in networks.read_stated()} <= known
