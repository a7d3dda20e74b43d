"""Every act leaves its lines in the audit log, and the owner of what was written, shown or taken finds one of them.

An act that is in none of the tables below fails here: whoever adds one says what it leaves.
"""

from __future__ import annotations

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine

import acts
from acts import (
    approaches,
    audit_log,
    coalitions,
    coordination,
    country,
    data_quality,
    desks,
    diligence,
    exports,
    facts,
    identity,
    imports,
    offers,
    opening,
    people,
    plans,
    rules,
    sanctions,
    screenings,
    talks,
    visibility,
)
from acts.act import Caller, today
from acts.audit_log import Wanted
from acts.exports import Format
from data import approaches as kept_approaches
from data import capabilities, engagements, loading, needs, partners
from data.approaches import talks as kept_talks
from data.database import transaction
from data.entities import read_entities
from data.integrity import adopting, known
from data.integrity import screenings as kept_screenings
from matching.clearance import Act
from matching.exporting import Request, TableName
from matching.intake import OfferAct
from matching.records import (
    SYSTEM,
    Approach,
    AuditEntry,
    Capability,
    Coalition,
    ConsultationAnswer,
    Disclosure,
    Fact,
    Flag,
    FlagStep,
    Grant,
    NameAnswer,
    NameReview,
    Need,
    NetworkPlan,
    Offer,
    Period,
    Proposal,
    QuietPeriod,
    RecordKind,
    Resolution,
    Role,
    RuleChange,
    RuleStanding,
    Ruling,
    Rung,
    Screening,
    Seat,
    Stage,
    State,
    StatedLink,
    Talk,
    UserRole,
    VeiledKind,
    Viewer,
    Visibility,
    VisibilityDefault,
)
from tests.acts.test_act import lines
from tests.acts.test_approaches import CELLS
from tests.data.records import FULL_ENGAGEMENT, INVENTED, partner
from tests.encoder import TrigramEncoder

AMINA = Viewer("amina", UserRole.FOCAL_POINT, "UNDP")
BO = Viewer("bo", UserRole.FOCAL_POINT, "UNICEF")
LEA = Viewer("lea", UserRole.ENTITY_LEAD, "UNDP")
ROSA = Viewer("rosa", UserRole.COORDINATOR, "DCO", frozenset({"KEN"}))
FAY = Viewer("fay", UserRole.CENTRAL_DESK, "UNOP")
ADA = Viewer("ada", UserRole.ADMINISTRATOR)
HAL = Viewer("hal", UserRole.AUDITOR)
OPERATOR = Viewer("operator", UserRole.SYSTEM)
AGO = today() - timedelta(days=5)
_numbers = count(1)


@dataclass(frozen=True)
class Scene:
    """A register of its own partners for each deed, and a folder for files."""

    engine: Engine
    folder: Path

    def by(self, viewer: Viewer) -> Caller:
        return Caller(self.engine, viewer, signed_in=False)

    def firm(self, **fields: object) -> str:
        name = f"firm-{next(_numbers)}"
        with transaction(self.engine, SYSTEM) as connection:
            partners.save_many(connection, [partner(name, **fields)])
        return name

    def draft(self, entity: str = "UNDP", firm: str = "", **cells: str) -> Approach:
        asked = CELLS | {"entity": entity, "partner": firm or self.firm()} | cells
        return approaches.read_draft(self.by(OPERATOR), asked, "a test")

    def approach(self, entity: str = "UNDP", firm: str = "", **cells: str) -> Approach:
        return approaches.register_approach(self.by(OPERATOR), self.draft(entity, firm, **cells)).approach

    def contested(self) -> Approach:
        """Return an approach of UNDP that collides with one of UNICEF."""
        firm = self.firm()
        self.approach("UNICEF", firm)
        return self.approach("UNDP", firm)

    def talk(self) -> Talk:
        """Return the talk of UNDP with UNICEF about an approach that collides."""
        ours = self.contested()
        talks.ask_for_talk(self.by(AMINA), ours.id)
        with transaction(self.engine, SYSTEM) as connection:
            return next(each for each in kept_talks.all_(connection) if ours.id in {p.record for p in each.parties})

    def engagement(self, owner: str, told: Visibility = Visibility.NAMED, firm: str = "") -> str:
        name = f"deed-{next(_numbers)}"
        running = replace(
            FULL_ENGAGEMENT,
            id=name,
            entities=(owner,),
            members=(replace(FULL_ENGAGEMENT.members[0], partner=firm or self.firm()),),
            state=State.ACTIVE,
            period=Period(FULL_ENGAGEMENT.period.start),
            disclosure=Disclosure(owner, told, "" if told is Visibility.NAMED else "embargo"),
            contributions=(),
            kpis=(),
        )
        with transaction(self.engine, SYSTEM) as connection:
            engagements.save_many(connection, [running])
        return name

    def coalition(self) -> Coalition:
        seat = Seat(self.firm(), Role.LEAD)
        told = Disclosure("UNDP")
        return Coalition(f"coalition-{next(_numbers)}", "", "Cold", ("UNDP",), (seat,), INVENTED, told, text="Cold")

    def flag(self, owner: str = "UNDP") -> Flag:
        made = Flag(
            f"flag-{next(_numbers)}",
            self.firm(),
            (FlagStep(Rung.YELLOW, AGO, "bo", "late"),),
            INVENTED,
            Disclosure(owner),
        )
        with transaction(self.engine, SYSTEM) as connection:
            known.save_flags(connection, [made])
        return made

    def offer(self) -> Offer:
        return offers.receive(self.by(ROSA), "KEN", "Baridi Ltd", "We lend twenty refrigerated trucks.", "desk")

    def screening(self) -> str:
        """Return an open screening of UNDP."""
        firm = self.firm()
        screenings.begin(self.by(AMINA), firm)
        with transaction(self.engine, SYSTEM) as connection:
            return next(each.id for each in kept_screenings.of_partner(connection, firm))

    def question(self) -> str:
        """Return a question of UNDP to UNICEF."""
        firm = self.firm()
        screenings.consult(self.by(AMINA), firm, "UNICEF")
        return next(each.id for each in screenings.consultations(self.by(AMINA)) if each.partner == firm)

    def pair(self) -> tuple[str, str]:
        return self.firm(), self.firm()

    def user(self) -> str:
        name = f"Zoe{next(_numbers)}"
        return people.enter(self.by(ADA), name, f"{name}@example.org").id

    def file(self, name: str, words: str) -> Path:
        path = self.folder / name
        path.write_text(words, encoding="utf-8")
        return path


Deed = Callable[[Scene], Callable[[], object]]


@dataclass(frozen=True)
class Noted:
    """An act as it is done once: who does it, what it leaves ("act owner"), and how it is prepared and done."""

    who: Viewer
    leaves: tuple[str, ...]
    deed: Deed


NOTED: dict[str, Noted] = {}


def noted(name: str, who: Viewer, *leaves: str) -> Callable[[Deed], Deed]:
    def keep(deed: Deed) -> Deed:
        assert name not in NOTED
        NOTED[name] = Noted(who, leaves, deed)
        return deed

    return keep


@noted("approaches.register_approach", AMINA, "write UNDP", "read UNICEF")
def _register(scene: Scene) -> Callable[[], object]:
    firm = scene.firm()
    scene.approach("UNICEF", firm)
    draft = scene.draft("UNDP", firm)
    return lambda: approaches.register_approach(scene.by(AMINA), draft)


@noted("approaches.register_file", AMINA, "write UNDP", "read UNICEF")
def _register_file(scene: Scene) -> Callable[[], object]:
    firm = scene.firm()
    scene.approach("UNICEF", firm)
    row = CELLS | {"id": f"row-{firm}", "partner": firm}
    path = scene.file("asks.csv", f"{','.join(row)}\n{','.join(row.values())}\n")
    return lambda: approaches.register_file(scene.by(AMINA), path)


@noted("approaches.withdraw", AMINA, "write UNDP")
def _withdraw(scene: Scene) -> Callable[[], object]:
    ours = scene.approach()
    return lambda: approaches.withdraw(scene.by(AMINA), ours.id)


# What the operator does in the name of an entity stands in that entity's access log, not in nobody's.
@noted("approaches.move_own", OPERATOR, "write UNDP")
def _move_own(scene: Scene) -> Callable[[], object]:
    ours = scene.approach()
    return lambda: approaches.withdraw(scene.by(OPERATOR), ours.id)


@noted("audit_log.take_along", HAL, "audit_export ")
def _take_along(scene: Scene) -> Callable[[], object]:
    return lambda: audit_log.take_along(scene.by(HAL), Wanted(), "as JSON")


@noted("coalitions.propose", OPERATOR, "read UNICEF")
def _propose_coalition(scene: Scene) -> Callable[[], object]:
    firm, name = scene.firm(), f"need-{next(_numbers)}"
    seeks = "We seek trucks that carry vaccines."
    step = FlagStep(Rung.YELLOW, AGO, "bo", "late")
    with transaction(scene.engine, SYSTEM) as connection:
        needs.save_many(connection, [Need(name, "UNDP", "Cold", seeks, INVENTED)])
        capabilities.save_many(connection, [Capability(f"can-{firm}", firm, "Trucks that carry vaccines.", INVENTED)])
        known.save_flags(connection, [Flag(f"flag-{firm}", firm, (step,), INVENTED, Disclosure("UNICEF"))])
        adopting.change(connection, RuleChange("UNDP", "TOB-X", RuleStanding.ADOPTED, "amina", AGO))
    return lambda: coalitions.propose(scene.by(OPERATOR), name, TrigramEncoder())


@noted("coalitions.save", AMINA, "write UNDP")
def _save_coalition(scene: Scene) -> Callable[[], object]:
    made = scene.coalition()
    return lambda: coalitions.save(scene.by(AMINA), made, "first")


@noted("coalitions.change", AMINA, "write UNDP")
def _change_coalition(scene: Scene) -> Callable[[], object]:
    made = coalitions.save(scene.by(AMINA), scene.coalition(), "first")
    return lambda: coalitions.change(scene.by(AMINA), replace(made, notes="asked"), "they answered")


@noted("country.state_network", ROSA, "write DCO")
def _state_network(scene: Scene) -> Callable[[], object]:
    return lambda: country.state_network(scene.by(ROSA), "KEN", 2, "Meets", "")


@noted("country.save_plan", ROSA, "write DCO")
def _save_plan(scene: Scene) -> Callable[[], object]:
    plan = NetworkPlan("KEN", "Plan", (), (), INVENTED, Disclosure(country.OWNER))
    return lambda: country.save_plan(scene.by(ROSA), plan, 0, "first")


@noted("desks.rule_on", ROSA, "write UNDP")
def _rule_on(scene: Scene) -> Callable[[], object]:
    case = replace(scene.contested(), stage=Stage.ESCALATED)
    with transaction(scene.engine, SYSTEM) as connection:
        kept_approaches.save_many(connection, [case])
    return lambda: desks.rule_on(scene.by(ROSA), case, Act.CLEAR, "first come")


@noted("desks.keep_quiet", AMINA, "write UNDP")
def _keep_quiet(scene: Scene) -> Callable[[], object]:
    period = QuietPeriod(
        f"quiet-{next(_numbers)}", scene.firm(), Period(AGO, today() + timedelta(days=9)), "busy", INVENTED
    )
    return lambda: desks.keep_quiet(scene.by(AMINA), period)


def decision() -> Resolution:
    return Resolution(f"decision-{next(_numbers)}", "One lead", "the desk", today(), INVENTED)


@noted("desks.add_decision", FAY, "write UNOP")
def _add_decision(scene: Scene) -> Callable[[], object]:
    return lambda: desks.add_decision(scene.by(FAY), decision())


@noted("desks.finish_decision", FAY, "write UNOP")
def _finish_decision(scene: Scene) -> Callable[[], object]:
    made = decision()
    desks.add_decision(scene.by(FAY), made)
    return lambda: desks.finish_decision(scene.by(FAY), made.id)


@noted("diligence.screened", AMINA, "read UNICEF")
def _screened(scene: Scene) -> Callable[[], object]:
    flag = scene.flag("UNICEF")
    return lambda: diligence.screened(scene.by(AMINA), flag.partner)


ENGAGEMENTS = Request((TableName.ENGAGEMENTS,))


@noted("exports.export", AMINA, "export UNDP", "export UNICEF")
def _export(scene: Scene) -> Callable[[], object]:
    scene.engagement("UNICEF")
    return lambda: exports.export(scene.by(AMINA), ENGAGEMENTS, Format.JSON, scene.folder / "a.json")


@noted("exports.note_export", AMINA, "export UNDP", "export UNICEF")
def _note_export(scene: Scene) -> Callable[[], object]:
    return lambda: exports.note_export(scene.by(AMINA), "2 rows", {"UNICEF": "1 row", "UNDP": "1 row"})


@noted("exports.hand_out", AMINA, "export UNDP")
def _hand_out(scene: Scene) -> Callable[[], object]:
    return lambda: exports.hand_out(scene.by(AMINA), lambda: b"x", "answer.csv", "3 rows")


@noted("exports.report", AMINA, "export UNDP", "export UNICEF")
def _report(scene: Scene) -> Callable[[], object]:
    scene.engagement("UNICEF")
    return lambda: exports.report(scene.by(AMINA), 2025, "", scene.folder / "a.csv")


def fact(firm: str) -> Fact:
    return Fact(f"fact-{firm}", firm, "tobacco", 0.5, AGO, INVENTED)


@noted("facts.state_fact", AMINA, "write UNDP")
def _state_fact(scene: Scene) -> Callable[[], object]:
    made = fact(scene.firm())
    return lambda: facts.state_fact(scene.by(AMINA), made)


@noted("facts.state_link", AMINA, "write UNDP")
def _state_link(scene: Scene) -> Callable[[], object]:
    link = StatedLink(f"link-{next(_numbers)}", *scene.pair(), 0.6, AGO, INVENTED)
    return lambda: facts.state_link(scene.by(AMINA), link)


@noted("facts.take_back", AMINA, "write UNDP")
def _take_back(scene: Scene) -> Callable[[], object]:
    made = fact(scene.firm())
    facts.state_fact(scene.by(AMINA), made)
    return lambda: facts.take_back(scene.by(AMINA), made.id, "another firm")


@noted("facts.raise_flag", AMINA, "write UNDP")
def _raise_flag(scene: Scene) -> Callable[[], object]:
    firm = scene.firm()
    return lambda: facts.raise_flag(scene.by(AMINA), firm, Rung.YELLOW, "late", Disclosure("UNDP"))


@noted("facts.move_flag", AMINA, "write UNDP")
def _move_flag(scene: Scene) -> Callable[[], object]:
    flag = scene.flag()
    return lambda: facts.move_flag(scene.by(AMINA), flag.id, Rung.ESCALATED, "still late")


@noted("identity.judge", LEA, "write UNDP")
def _judge(scene: Scene) -> Callable[[], object]:
    left, right = scene.pair()
    return lambda: identity.judge(scene.by(LEA), left, right, NameAnswer.DIFFERENT)


@noted("identity.undo", LEA, "write UNDP")
def _undo(scene: Scene) -> Callable[[], object]:
    number = identity.judge(scene.by(LEA), *scene.pair(), NameAnswer.DIFFERENT)
    return lambda: identity.undo(scene.by(LEA), number)


def upload(scene: Scene, firm: str) -> imports.Loaded:
    path = scene.file(f"{firm}.csv", f"Title,Partners,Country,SDGs\nCold chain {firm},Partner {firm},Kenya,3\n")
    by = scene.by(AMINA)
    sighted = imports.first_look(by, "UNDP", path, path.name)
    found = imports.read(path, path.name, sighted)
    batch = imports.check_in(by, "UNDP", found, path, name=path.name, mapped=sighted.columns)
    return imports.load(by, batch, keep=True)


@noted("imports.load", AMINA, "write UNDP")
def _load(scene: Scene) -> Callable[[], object]:
    firm = scene.firm()
    return lambda: upload(scene, firm)


@noted("imports.findings", AMINA, "read UNICEF")
def _findings(scene: Scene) -> Callable[[], object]:
    done = upload(scene, scene.firm())
    firm = min(done.touched[RecordKind.PARTNER])
    scene.engagement("UNICEF", firm=firm)
    scene.engagement("WHO", Visibility.HIDDEN, firm)
    return lambda: imports.findings(scene.by(AMINA), "UNDP", done)


@noted("offers.receive", ROSA, "write DCO")
def _receive(scene: Scene) -> Callable[[], object]:
    return scene.offer


@noted("offers.move", ROSA, "write DCO")
def _move_offer(scene: Scene) -> Callable[[], object]:
    offer = scene.offer()
    return lambda: offers.move(scene.by(ROSA), offer, OfferAct.WITHDRAW, why="sold")


def grant(user: str) -> Grant:
    return Grant(user, UserRole.FOCAL_POINT, "UNDP")


@noted("people.enter", ADA, "roles ")
def _enter(scene: Scene) -> Callable[[], object]:
    return scene.user


@noted("people.give_role", ADA, "roles UNDP")
def _give_role(scene: Scene) -> Callable[[], object]:
    user = scene.user()
    return lambda: people.give_role(scene.by(ADA), grant(user))


@noted("people.revoke_role", ADA, "roles UNDP")
def _revoke_role(scene: Scene) -> Callable[[], object]:
    user = scene.user()
    people.give_role(scene.by(ADA), grant(user))
    return lambda: people.revoke_role(scene.by(ADA), grant(user))


@noted("people.set_active", ADA, "roles ")
def _set_active(scene: Scene) -> Callable[[], object]:
    user = scene.user()
    return lambda: people.set_active(scene.by(ADA), user, active=False)


@noted("people.forget_sign_in", ADA, "roles ")
def _forget(scene: Scene) -> Callable[[], object]:
    user = scene.user()
    return lambda: people.forget_sign_in(scene.by(ADA), user)


# Somebody who is entered, given a role and bound to what a provider calls them: each is a line.
@noted("people.admit", OPERATOR, "roles ", "roles ", "roles UNDP")
def _admit(scene: Scene) -> Callable[[], object]:
    return lambda: people.admit(scene.by(OPERATOR), "yan@example.org", "Yan", grant(""), "issuer#yan")


@noted("people.dismiss", OPERATOR, "roles ")
def _dismiss(scene: Scene) -> Callable[[], object]:
    user = scene.user()
    return lambda: people.dismiss(scene.by(OPERATOR), f"{user}@example.org")


@noted("people.note_sign_in", AMINA, "sign_in UNDP")
def _sign_in(scene: Scene) -> Callable[[], object]:
    return lambda: people.note_sign_in(scene.engine, AMINA, 1)


@noted("people.note_sign_out", AMINA, "sign_out UNDP")
def _sign_out(scene: Scene) -> Callable[[], object]:
    return lambda: people.note_sign_out(scene.engine, AMINA)


@noted("people.note_refused", SYSTEM, "refused ")
def _refused(scene: Scene) -> Callable[[], object]:
    return lambda: people.note_refused(scene.engine, "eve@example.org", "unknown")


# The operator is told of every record, those that nobody else may know of too: each owner reads that.
@noted("plans.plans", OPERATOR, "read UNDP", "read UNICEF", "read WHO")
def _plans(scene: Scene) -> Callable[[], object]:
    scene.approach("UNDP")
    scene.approach("UNICEF")
    scene.approach("WHO", visibility="hidden", reason="bids")
    return lambda: plans.plans(scene.by(OPERATOR), 2, {}, today())


@noted("rules.switch", LEA, "write UNDP")
def _switch(scene: Scene) -> Callable[[], object]:
    change: rules.Change = ("UNDP", "TOB-H", RuleStanding.ADOPTED, None)
    return lambda: rules.switch(scene.by(LEA), change, "the board decided")


def listed(scene: Scene) -> str:
    name = f"list {next(_numbers)}"
    sanctions.read_list(scene.by(AMINA), scene.file("list.csv", "id,name\nQ1,Somebody Else\n"), name)
    return name


@noted("sanctions.read_list", AMINA, "write UNDP")
def _read_list(scene: Scene) -> Callable[[], object]:
    return lambda: listed(scene)


@noted("sanctions.review", AMINA, "write UNDP")
def _review(scene: Scene) -> Callable[[], object]:
    said = NameReview(scene.firm(), f"{listed(scene)}/Q1", NameAnswer.DIFFERENT, "", datetime.now(UTC))
    return lambda: sanctions.review(scene.by(AMINA), said, ())


@noted("sanctions.search", AMINA, "write UNDP")
def _search(scene: Scene) -> Callable[[], object]:
    return lambda: sanctions.search(scene.by(AMINA), ())


@noted("screenings.begin", AMINA, "write UNDP")
def _begin(scene: Scene) -> Callable[[], object]:
    firm = scene.firm()
    return lambda: screenings.begin(scene.by(AMINA), firm)


@noted("screenings.sign", AMINA, "write UNDP")
def _sign(scene: Scene) -> Callable[[], object]:
    begun = scene.screening()
    outcome = Screening("", "UNDP", "", today(), INVENTED, Disclosure("UNDP"), ruling=Ruling.ELIGIBLE)
    return lambda: screenings.sign(scene.by(AMINA), begun, outcome)


@noted("screenings.consult", AMINA, "write UNDP")
def _consult(scene: Scene) -> Callable[[], object]:
    firm = scene.firm()
    return lambda: screenings.consult(scene.by(AMINA), firm, "UNICEF")


# The question is the record of the entity that asked, whoever writes the answer on it.
@noted("screenings.answer", BO, "write UNDP")
def _answer(scene: Scene) -> Callable[[], object]:
    question = scene.question()
    return lambda: screenings.answer(scene.by(BO), question, ConsultationAnswer.GIVEN, "by mail")


@noted("talks.ask_for_talk", AMINA, "write UNDP")
def _ask_for_talk(scene: Scene) -> Callable[[], object]:
    ours = scene.contested()
    return lambda: talks.ask_for_talk(scene.by(AMINA), ours.id)


@noted("talks.propose", AMINA, "write UNDP")
def _propose(scene: Scene) -> Callable[[], object]:
    talk = scene.talk()
    return lambda: talks.propose(scene.by(AMINA), talk, Proposal.JOIN)


@noted("talks.reveal", AMINA, "write UNDP")
def _reveal(scene: Scene) -> Callable[[], object]:
    talk = scene.talk()
    return lambda: talks.reveal(scene.by(AMINA), talk)


@noted("talks.write", AMINA, "write UNDP")
def _write(scene: Scene) -> Callable[[], object]:
    talk = scene.talk()
    return lambda: talks.write(scene.by(AMINA), talk, "We could go together.")


@noted("talks.merge", AMINA, "write UNDP")
def _merge(scene: Scene) -> Callable[[], object]:
    talk, joint = scene.talk(), scene.coalition()
    return lambda: talks.merge(scene.by(AMINA), talk, joint)


@noted("visibility.set_default", LEA, "write UNDP")
def _set_default(scene: Scene) -> Callable[[], object]:
    chosen = VisibilityDefault("UNDP", VeiledKind.FLAGS, Visibility.TYPE, "embargo", 30)
    return lambda: visibility.set_default(scene.by(LEA), chosen)


@noted("visibility.change", LEA, "write UNDP")
def _change_visibility(scene: Scene) -> Callable[[], object]:
    ours = scene.approach(visibility="hidden", reason="bids")
    veiled = next(each for each in visibility.veiled(scene.by(LEA)) if each.id == ours.id)
    return lambda: visibility.change(scene.by(LEA), veiled, Disclosure("UNDP"))


class Silent(Enum):
    """Why an act leaves no line."""

    PURE = "it asks no database, or goes on with what another act has read"
    OPEN = "what it tells is open to everybody who may ask, and nobody's own"
    OWN = "it tells or keeps what is the caller's or their entity's own"
    COUNTS = "it tells figures that stand on several records, or nothing but that something changed"
    CLOCK = "Concert itself acts, for nobody; the log of events tells of it"
    DOOR = "it opens a database, or asks who may come in"
    INSIDE = "another act calls it in its transaction and notes it"


SILENT = {
    **dict.fromkeys(
        (
            *("approaches.bearings", "approaches.places", "approaches.read_draft", "audit_log.from_json"),
            *("audit_log.state_of", "audit_log.to_json", "coalitions.propose_from_list", "country.emergencies"),
            *("desks.desk_of", "diligence.effect", "diligence.flags_behind", "diligence.judged", "diligence.rulebook"),
            *("diligence.shown_of", "exports.noted_or_gone", "identity.world", "imports.first_look", "imports.read"),
            "inspection.inspect",
            *(
                "lists.shared_cells",
                "offers.routes",
                "ranking.typed_need",
                "reference.regions",
                "reference.vocabulary",
                "rules.may_set",
            ),
            *("routing.open_directory", "tagging.open_tagger", "talks.side"),
        ),
        Silent.PURE,
    ),
    **dict.fromkeys(
        (
            *("country.provided", "desks.decisions", "identity.former_records"),
            *("identity.queue", "offers.log", "offers.of_country", "ranking.needs_and_profiles", "rules.changes"),
            *("sanctions.compare", "sanctions.listed", "sanctions.reviews"),
        ),
        Silent.OPEN,
    ),
    **dict.fromkeys(
        (
            *("audit_log.count", "audit_log.lines", "audit_log.state", "imports.batches_of", "imports.check_in"),
            *("offers.of_company", "people.users", "ranking.drop", "ranking.keep", "ranking.shortlist"),
            *("visibility.defaults", "visibility.reads_others", "visibility.shares", "visibility.veiled"),
        ),
        Silent.OWN,
    ),
    **dict.fromkeys(
        (
            *("coordination.stamp", "country.stamp", "country.unnamed", "data_quality.data_quality"),
            *("diligence.stamp", "identity.stamp", "overlaps.shared_cells", "ranking.edition", "sanctions.stamp"),
        ),
        Silent.COUNTS,
    ),
    **dict.fromkeys(("approaches.let_time_pass", "offers.let_time_pass", "offers.route"), Silent.CLOCK),
    **dict.fromkeys(
        (
            *("checkup.examine", "opening.connect", "opening.loaded_sets", "opening.open_database"),
            *("opening.open_filled", "people.known_user", "people.user_named"),
        ),
        Silent.DOOR,
    ),
    **dict.fromkeys(("diligence.opinions", "identity.resolver"), Silent.INSIDE),
}

# Questions whose answers pages keep for many viewers, or show in part: the page notes what it shows, and
# tests/dashboard/test_every_page_is_noted.py opens it.
BY_PAGE = {
    "coalitions.revisions": "coalition",
    "coalitions.saved": "coalition",
    "coordination.own_approaches": "my_coordination",
    "coordination.register": "coordination",
    "coordination.situation": "coordination",
    "country.atlas": "country",
    "country.plan_versions": "network_plan",
    "data_quality.sources": "data_quality",
    "desks.cases": "my_coordination",
    "diligence.live_records": "integrity",
    "diligence.material": "integrity",
    "identity.reasons": "identity",
    "screenings.consultations": "integrity",
    "talks.sides": "my_coordination",
}

# Acts on a whole database, each with the test that finds its line.
ELSEWHERE = {
    "backups.back_up": ("test_backups", "test_taking_a_backup_and_bringing_it_back_are_each_one_line"),
    "backups.restore": ("test_backups", "test_taking_a_backup_and_bringing_it_back_are_each_one_line"),
    "opening.load_demo": ("test_every_act_is_noted", "test_the_invented_network_is_loaded_once_and_noted_once"),
}


def every_act() -> set[str]:
    """Return the public functions of all families but the door itself, as "family.verb"."""
    families = [each.name for each in pkgutil.iter_modules(acts.__path__) if each.name not in ("act", "errors")]
    return {
        f"{family}.{name}"
        for family in families
        for name, found in vars(import_module(f"acts.{family}")).items()
        if callable(found)
        and not inspect.isclass(found)
        and not name.startswith("_")
        and found.__module__ == f"acts.{family}"
    }


def test_each_act_says_what_it_leaves_in_the_log() -> None:
    told = [*NOTED, *SILENT, *BY_PAGE, *ELSEWHERE]
    assert sorted(told) == sorted(every_act())


@pytest.mark.parametrize(("module", "test"), sorted(set(ELSEWHERE.values())))
def test_acts_on_a_whole_database_have_a_test_of_their_own(module: str, test: str) -> None:
    assert callable(getattr(import_module(f"tests.acts.{module}"), test))


@pytest.fixture(scope="module")
def scene(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    loading.load_reference(engine, read_entities())
    yield Scene(engine, tmp_path_factory.mktemp("files"))


def newest(by: Caller, after: int) -> list[AuditEntry]:
    return [each for each in audit_log.lines(by, Wanted()) if each.number > after]


@pytest.mark.parametrize("name", sorted(NOTED))
def test_an_act_leaves_one_line_for_each_whose_record_it_is(scene: Scene, name: str) -> None:
    told, auditor = NOTED[name], scene.by(HAL)
    deed = told.deed(scene)
    before, began = audit_log.state(auditor).head.number, datetime.now(UTC)
    deed()
    found = newest(auditor, before)
    assert sorted(f"{each.act} {each.owner_entity}" for each in found) == sorted(told.leaves)
    for each in found:
        assert (each.who, each.role) == (told.who.user, told.who.role)
        assert began <= each.at <= datetime.now(UTC)
        assert each.record or each.detail
    for owner in {each.owner_entity for each in found} - {""}:
        lead = scene.by(Viewer("the lead", UserRole.ENTITY_LEAD, owner))
        assert newest(lead, before) == [each for each in found if each.owner_entity == owner]
    assert audit_log.state(auditor).broken is None


# Questions that pages ask, or that tell what is one's own: asked once here, and none leaves a line by itself.
QUESTIONS: dict[str, Callable[[Scene], object]] = {
    "coordination.own_approaches": lambda scene: (
        coordination.own_approaches(scene.by(AMINA), "UNDP", (), datetime.now(UTC)).approaches
    ),
    "coordination.register": lambda scene: coordination.register(scene.by(AMINA), frozenset()).approaches,
    "coordination.stamp": lambda scene: coordination.stamp(scene.by(AMINA)),
    "desks.cases": lambda scene: [desks.cases(scene.by(ROSA), ())],
    "desks.decisions": lambda scene: [desks.decisions(scene.by(AMINA))],
    "data_quality.data_quality": lambda scene: data_quality.data_quality(scene.by(AMINA)).told.engagements,
    "offers.log": lambda scene: offers.log(scene.by(ROSA), [scene.offer().id]),
}


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_question_that_a_page_asks_is_answered_and_leaves_no_line_of_reading(scene: Scene, name: str) -> None:
    scene.approach()
    scene.engagement("UNDP")
    before = audit_log.state(scene.by(HAL)).head.number
    assert QUESTIONS[name](scene)
    assert [each for each in newest(scene.by(HAL), before) if each.act.value == "read"] == []


def test_the_invented_network_is_loaded_once_and_noted_once(own_engine: Engine) -> None:
    operator = Caller(own_engine, OPERATOR, signed_in=False)
    loading.load_reference(own_engine, read_entities())
    told: list[str] = []
    assert opening.load_demo(operator, told.append, 1, 20)
    assert not opening.load_demo(operator, told.append, 1, 20)
    ((who, act, record, owner, said),) = lines(own_engine)
    assert (who, act, record, owner) == ("operator", "write", "demo", "")
    assert said.startswith("loaded the invented network, seed 1, 20 partners")
