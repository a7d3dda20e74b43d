"""Short ways to write down dossiers and rules, and Hypothesis strategies of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import strategies as st

from matching.integrity import Dossiers, Policy
from matching.records import (
    Affiliate,
    Comparator,
    Criterion,
    Fact,
    IntegrityRule,
    Kind,
    Origin,
    Partner,
    RuleKind,
    StatedLink,
)
from tests.matching.builders import HERE

TODAY = date(2026, 11, 20)
CRITERIA = (
    Criterion("tobacco", "Tobacco", 730, review="review"),
    Criterion("review", "Review of sectors", 730),
    Criterion("global_compact", "Global Compact", 365, ("active", "none", "expelled")),
)
COMPANIES = frozenset({Kind.MULTINATIONAL, Kind.NATIONAL_COMPANY})
TOB_X = IntegrityRule(
    "TOB-X",
    RuleKind.EXCLUDE,
    "tobacco",
    Comparator.ABOVE,
    0.0,
    "No tobacco",
    "R17 ¶33",
    COMPANIES,
    depth=2,
    least_share=0.25,
)
TOB_H = IntegrityRule("TOB-H", RuleKind.HIGH_RISK, "tobacco", Comparator.ABOVE, 0.0, "Tobacco", "R17 ¶33", COMPANIES)
GC_C = IntegrityRule(
    "GC-C", RuleKind.CHECK, "global_compact", Comparator.AMONG, ("active",), "Check it", "R17 ¶37", COMPANIES
)
GC_R = IntegrityRule(
    "GC-R", RuleKind.REQUIRE, "global_compact", Comparator.AMONG, ("active",), "Needed", "R17 ¶37", COMPANIES
)
RULES = (TOB_X, TOB_H, GC_C, GC_R)
SOURCES = st.sampled_from((Origin("one source"), Origin("another source")))


def firm(id: str, *owned: tuple[str, float | None], kind: Kind = Kind.NATIONAL_COMPANY) -> Partner:
    return Partner(id, f"Firm {id}", kind, HERE, affiliates=tuple(Affiliate(*link) for link in owned))


def fact(partner: str, criterion: str, value: float | str, days_ago: int = 10, until: date | None = None) -> Fact:
    return Fact(f"{partner}/{criterion}", partner, criterion, value, TODAY - timedelta(days=days_ago), HERE, until)


def clean(partner: str) -> list[Fact]:
    """Facts of a firm in which nothing was found and which keeps its commitment."""
    return [fact(partner, "review", 1.0), fact(partner, "global_compact", "active")]


def dossiers(
    partners: Iterable[Partner], facts: Iterable[Fact], today: date = TODAY, stated: Iterable[StatedLink] = ()
) -> Dossiers:
    return Dossiers.of(partners, facts, CRITERIA, today, stated=stated)


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Partner], list[Fact]]:
    """A few partners with links between them and facts of any age on some of them."""
    count = draw(st.integers(1, 6))
    shares = st.sampled_from((None, 0.1, 0.3, 0.5, 1.0))
    partners = []
    for number in range(count):
        others = draw(st.lists(st.integers(0, count - 1), max_size=2, unique=True))
        links = tuple((f"p{other}", draw(shares)) for other in others if other != number)
        partners.append(firm(f"p{number}", *links, kind=draw(st.sampled_from((*COMPANIES, Kind.NGO)))))
    ages = st.integers(0, 1000)
    facts = []
    for partner in partners:
        if draw(st.booleans()):
            facts.append(fact(partner.id, "review", 1.0, draw(ages)))
        if draw(st.booleans()):
            facts.append(fact(partner.id, "tobacco", draw(st.sampled_from((0.0, 0.02, 0.4))), draw(ages)))
        if draw(st.booleans()):
            facts.append(fact(partner.id, "global_compact", draw(st.sampled_from(CRITERIA[2].states)), draw(ages)))
    return partners, facts


@st.composite
def disputes(draw: st.DrawFn) -> tuple[list[Partner], list[Fact], list[StatedLink]]:
    """A network of whose facts and links two sources speak, at any time and more than once, some with a last day."""
    partners, _facts = draw(networks())
    ages, lasts = st.integers(0, 1500), st.one_of(st.none(), st.integers(0, 400))
    values = {"tobacco": st.sampled_from((0.0, 0.02, 0.4)), "review": st.just(1.0)}
    values["global_compact"] = st.sampled_from(CRITERIA[2].states)
    facts = []
    for number in range(draw(st.integers(0, 12))):
        code, on = draw(st.sampled_from(sorted(values))), TODAY - timedelta(days=draw(ages))
        until = None if (last := draw(lasts)) is None else on + timedelta(days=last)
        about = draw(st.sampled_from(partners)).id
        facts.append(Fact(f"f{number:02}", about, code, draw(values[code]), on, draw(SOURCES), until))
    links = []
    for number in range(draw(st.integers(0, 4)) if len(partners) > 1 else 0):
        one, other = draw(st.permutations([each.id for each in partners]))[:2]
        on, share = TODAY - timedelta(days=draw(ages)), draw(st.sampled_from((None, 0.0, 0.3, 1.0)))
        links.append(StatedLink(f"l{number}", one, other, share, on, draw(SOURCES)))
    return partners, facts, links


def policies(entity: str = "A") -> st.SearchStrategy[Policy]:
    return st.lists(st.sampled_from(RULES), unique_by=lambda rule: rule.id).map(lambda own: Policy.of(entity, [], own))
