"""Every page that shows another entity's records leaves one line for each owner in its access log; the others none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
import streamlit as st
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from acts import audit_log, country
from acts.act import Caller
from acts.audit_log import Wanted
from dashboard.coordination.tiles import SECTIONS as COORDINATION
from dashboard.country.choosing import SECTIONS as COUNTRY
from dashboard.integrity.wording import SECTIONS as INTEGRITY
from dashboard.pages import PAGES, RIGHTS
from data import approaches, coalitions, engagements, identity, network_plans
from data.approaches import talks
from data.database import transaction
from data.integrity import adopting, known, screenings
from matching.identity import Clusters
from matching.policy import may
from matching.records import (
    SYSTEM,
    Approach,
    Coalition,
    Consultation,
    Disclosure,
    Engagement,
    Fact,
    Flag,
    FlagStep,
    Level,
    Member,
    NameAnswer,
    NetworkPlan,
    Party,
    Period,
    Role,
    RuleChange,
    RuleStanding,
    Rung,
    Screening,
    Seat,
    Stage,
    State,
    Talk,
    UserRole,
    Viewer,
    Visibility,
)
from tests.acts.test_every_act_is_noted import BY_PAGE
from tests.conftest import PATIENCE
from tests.dashboard.conftest import APP, _settings
from tests.dashboard.coordination.conftest import FIRST, TODAY, later
from tests.dashboard.sample import INVENTED

AGO = TODAY - timedelta(days=9)
ROLES = {
    "focal": UserRole.FOCAL_POINT,
    "lead": UserRole.ENTITY_LEAD,
    "desk": UserRole.COORDINATOR,
    "central": UserRole.CENTRAL_DESK,
    "leadership": UserRole.LEADERSHIP,
    "auditor": UserRole.AUDITOR,
    "administrator": UserRole.ADMINISTRATOR,
    "company": UserRole.EXTERNAL,
}


@dataclass(frozen=True)
class Opened:
    """A page as it is opened: by whom (of UNFPA where it is an entity's), with which address."""

    page: str
    role: str = "focal"
    address: str = ""

    def __str__(self) -> str:
        return f"{self.page}?{self.address} {self.role}"

    @property
    def parameters(self) -> dict[str, str]:
        return dict(parse_qsl(self.address))


def asked(id: str, entity: str, **changes: object) -> Approach:
    return later(id, entity, Visibility.NAMED, **changes)


REGISTER = (
    FIRST,
    asked("ask-2", "WHO"),
    asked("ask-ours", "UNFPA"),
    later("ask-hidden", "UNHCR", Visibility.HIDDEN),
    asked("ask-5", "WFP", partner="p-kelvin", stage=Stage.CLEARED),
    asked("case", "WHO", partner="p-trans", country="KEN", stage=Stage.ESCALATED),
    asked("joint-ours", "UNFPA", partner="p-pay", country="KEN", stage=Stage.JOINT, joint="j"),
    asked("joint-theirs", "FAO", partner="p-pay", country="KEN", stage=Stage.JOINT, joint="j"),
)
DEED = Engagement(
    "e-who",
    "Clinics on wheels",
    ("WHO",),
    (Member("p-trans"),),
    INVENTED,
    Disclosure("WHO"),
    level=Level.COUNTRY,
    countries=("MLI",),
    period=Period(AGO, TODAY + timedelta(days=90)),
    state=State.ACTIVE,
)
COLLIDING = {"UNICEF": "ask-1", "WHO": "ask-2"}

# What each page shows of others' records one by one, by owner.
SHOWN: dict[Opened, Mapping[str, str]] = {
    **{Opened("coordination", address=f"section={each}"): COLLIDING for each in COORDINATION},
    Opened("coordination", "leadership"): COLLIDING | {"UNFPA": "ask-ours"},
    Opened("coordination", address="section=partners"): COLLIDING | {"FAO": "joint-theirs"},
    Opened("my_coordination"): COLLIDING | {"FAO": "joint-theirs"},
    Opened("my_coordination", "desk"): {"WHO": "case"},
    Opened("coalition", address="coalition=k-who"): {"WHO": "k-who"},
    Opened("country", address="country=MLI&part=here"): {"WHO": "e-who"},
    Opened("country", address="country=MLI&part=collisions"): COLLIDING,
    Opened("country", address="country=MLI&part=emergency&emergency=flood"): COLLIDING | {"WFP": "ask-5"},
    Opened("network_plan", address="country=KEN"): {"DCO": "KEN"},
    Opened("integrity", address="part=partner&partner=p-kelvin"): {"FAO": "flag", "WFP": "screening"},
    Opened("integrity", address="part=screenings"): {"WHO": "question"},
    Opened("integrity", address="part=what_if&whose=WFP&rule=GC-R"): {"WFP": "ask-5"},
    Opened("data_quality", address="entity=WHO"): {"WHO": "e-who"},
    Opened("identity", "central"): {"WHO": "1"},
    # The verdict of the need's entity on a firm stands on a flag, which any entity's rules read.
    Opened("explore", address="id=need-cold&show=p-kelvin"): {"FAO": "flag"},
    Opened("coalitions", address="need=need-cold&member=p-kelvin"): {"FAO": "flag"},
}
# What shows nothing of others, or only figures that stand on several of their records.
NOTHING = [
    *(Opened("country", address=f"country=MLI&part={each}") for each in ("needs", "blank", "network", "compare")),
    *(
        Opened("integrity", address=f"part={each}")
        for each in INTEGRITY
        if each not in ("partner", "screenings", "what_if")
    ),
    Opened("explore", address="id=need-cold&show=p-froid"),
    Opened("needs", "company"),
    Opened("coalitions", address="need=need-cold&member=p-froid"),
    Opened("coalition"),
    Opened("confidentiality", "lead"),
    Opened("convene", "desk"),
    Opened("intake"),
    Opened("network_plan", address="country=MLI"),
    Opened("imports"),
    Opened("export"),
    Opened("identity"),
    Opened("people", "administrator"),
    Opened("audit", "lead"),
    Opened("audit", "auditor"),
    Opened("quality"),
    Opened("about"),
]


@pytest.fixture(scope="module")
def planted(network: Engine) -> Engine:
    """Give the small network with records of six entities, each to be shown by some page."""
    question = Disclosure("WHO", Visibility.HIDDEN, "between the two entities")
    with transaction(network, SYSTEM) as connection:
        approaches.save_many(connection, REGISTER)
        engagements.save_many(connection, [DEED])
        sides = (Party("joint-ours", "UNFPA", reveals=True), Party("joint-theirs", "FAO", reveals=True))
        talks.save(connection, [Talk("talk", sides, datetime.now(UTC))])
        known.save_facts(connection, [Fact("gc", "p-kelvin", "global_compact", "expelled", AGO, INVENTED)])
        for entity in ("UNFPA", "UNICEF", "WFP"):
            adopting.change(connection, RuleChange(entity, "TOB-X", RuleStanding.ADOPTED, "amina", AGO))
        step = FlagStep(Rung.YELLOW, AGO, "bo", "late")
        known.save_flags(connection, [Flag("flag", "p-kelvin", (step,), INVENTED, Disclosure("FAO"))])
        done = Screening("screening", "WFP", "p-kelvin", AGO, INVENTED, Disclosure("WFP"), AGO, shared=True)
        screenings.save_many(connection, [done])
        made = Consultation("question", "WHO", "UNFPA", "p-froid", AGO, "bo", INVENTED, question)
        screenings.put_question(connection, made)
        seat = Seat("p-froid", Role.LEAD)
        theirs = Coalition("k-who", "", "Cold", ("WHO",), (seat,), INVENTED, Disclosure("WHO"), text="Cold chain")
        coalitions.add(connection, theirs, "bo")
        plan = NetworkPlan("KEN", "Plan", (), (), INVENTED, Disclosure(country.OWNER))
        network_plans.save(connection, plan, "rosa", "first", 0)
        reason = ("bo", "another register number", "WHO")
        identity.judge(
            connection, ("p-odd", "p-thin"), NameAnswer.DIFFERENT, reason, lambda said: Clusters.of(said).survivors
        )
    return network


@pytest.fixture
def served(planted: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("CONCERT_DEMO", "1")
    monkeypatch.chdir(APP.parents[1])
    _settings()
    st.cache_data.clear()
    yield planted
    st.cache_data.clear()


def opened(asks: Opened) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=PATIENCE)
    at.session_state["viewer"] = ROLES[asks.role].value
    at.session_state["entity"] = "UNFPA"
    at.run()
    for name, value in asks.parameters.items():
        at.query_params[name] = value
    return at.switch_page(f"views/{asks.page}.py").run()


def found(engine: Engine, viewer: Viewer, after: int = 0) -> list[tuple[str, str, str]]:
    """Return who was shown which records of whom, in the lines that a viewer reads after one of them."""
    lines = audit_log.lines(Caller(engine, viewer, signed_in=False), Wanted())
    return sorted((each.who, each.owner_entity, each.record) for each in lines if each.number > after)


def head(engine: Engine) -> int:
    return audit_log.state(Caller(engine, Viewer("hal", UserRole.AUDITOR), signed_in=False)).head.number


def test_every_page_and_every_part_of_one_is_opened_here() -> None:
    cases = [*SHOWN, *NOTHING]
    assert {each.page for each in cases} == {name for _section, name, *_rest in PAGES}
    assert set(BY_PAGE.values()) <= {each.page for each in SHOWN}
    for page, key, parts in (("coordination", "section", COORDINATION), ("country", "part", COUNTRY)):
        assert {each.parameters.get(key) for each in cases if each.page == page} >= set(parts)
    assert {each.parameters.get("part") for each in cases if each.page == "integrity"} >= set(INTEGRITY)
    for each in cases:
        assert any(may(Viewer("", ROLES[each.role]), right) for right in RIGHTS[each.page]), each


@pytest.mark.parametrize("asks", SHOWN, ids=str)
def test_whose_records_a_page_shows_finds_one_line_of_it(served: Engine, asks: Opened) -> None:
    before = head(served)
    at = opened(asks)
    assert not at.exception
    who = f"local-{ROLES[asks.role]}"
    for owner, records in SHOWN[asks].items():
        lead = Viewer("lead", UserRole.ENTITY_LEAD, owner)
        assert found(served, lead, before) == [(who, owner, records)]
    assert len(found(served, Viewer("hal", UserRole.AUDITOR), before)) == len(SHOWN[asks])
    at.run()
    assert head(served) == before + len(SHOWN[asks])  # a page view is one reading, however often the page runs


@pytest.mark.parametrize("asks", NOTHING, ids=str)
def test_a_page_that_shows_nothing_of_others_notes_nothing(served: Engine, asks: Opened) -> None:
    before = head(served)
    assert not opened(asks).exception
    assert head(served) == before
