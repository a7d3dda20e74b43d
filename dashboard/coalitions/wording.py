"""What the words of coalitions are called on the screen, and the sentences of the builder."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard import labels
from dashboard.markup import plain
from dashboard.words import N_, _, n_, number, percent, series
from matching.coalitions import COVERED, Apart, Assembly, Breach, Choice, Clause, Wish
from matching.coalitions.checklist import Sector, TransformationMark
from matching.coalitions.seats import Why
from matching.coalitions.stakeholders import COMPANY, PRODUCERS, SMALL_FIRM, WOMEN_LED
from matching.records import (
    CoalitionState,
    Facet,
    FacetKind,
    InvitationAnswer,
    Kind,
    Profile,
    Resource,
    Role,
    SizeClass,
)

WISHES = {
    Wish.LOCAL_COMPANY: N_("National or small companies of the country, at least"),
    Wish.SMALL_COMPANY: N_("Micro, small or medium companies, at least"),
    Wish.NGO: N_("Non-governmental organisations, at least"),
    Wish.WOMEN_LED: N_("Women-led suppliers, at least"),
    Wish.GOVERNMENT: N_("Public bodies of the country, at least"),
    Wish.ACADEMIA: N_("Universities or research institutes, at least"),
    Wish.ASSOCIATION: N_("Business associations, at least"),
    Wish.FUNDER: N_("Foundations, at least"),
    Wish.MULTINATIONALS: N_("Multinational companies, at most"),
}
# The rules' own names in matching/coalitions/demands.py, so that a page can say them in its language.
RULES = frozenset(
    (
        N_("a national or small company of the country"),
        N_("a micro, small or medium company"),
        N_("a non-governmental organisation"),
        N_("a women-led supplier"),
        N_("a public body of the country"),
        N_("a university or research institute"),
        N_("a business association"),
        N_("a foundation"),
        N_("multinational companies"),
    )
)
COMPARATORS = {"at least": N_("at least"), "at most": N_("at most"), "exactly": N_("exactly")}
APART = {
    Apart.AFFILIATES: N_("Parents and their affiliates"),
    Apart.COMPETITORS: N_("Large companies of the same narrow field and size"),
}
ROLES = {
    Role.LEAD: N_("Lead"),
    Role.CONVENOR: N_("Convenor"),
    Role.TECHNICAL: N_("Technical partner"),
    Role.FUNDER: N_("Funder"),
    Role.OUTCOME_PAYER: N_("Outcome payer"),
    Role.IMPLEMENTER: N_("Implementer"),
    Role.LOCAL_ANCHOR: N_("Local anchor"),
    Role.BUYER: N_("Buyer"),
    Role.PRODUCER: N_("Producer"),
}
WHYS = {
    Why.COVERS_MOST: N_("covers most of the need"),
    Why.BRINGS_MONEY: N_("offers finance"),
    Why.PAYS_FOR_RESULTS: N_("may pay for results"),
    Why.BUYS: N_("opens a market elsewhere"),
    Why.PRODUCES: N_("produces, and offers in kind"),
    Why.BRINGS_TOGETHER: N_("brings others together"),
    Why.AT_HOME: N_("is at home in the country"),
    Why.KNOWS_HOW: N_("offers technology, expertise or data"),
    Why.CARRIES_OUT: N_("can carry out the work"),
    Why.NOBODY_ELSE_LEADS: N_("no partner covers enough to lead"),
    Why.MANY_TO_CONVENE: N_("several partners have to be brought together"),
    Why.STANDS_BACK: N_("a partner leads; the smallest role may contribute most"),
}
CRITERIA = {
    TransformationMark.STAKEHOLDERS: N_("The right number of stakeholders, from all relevant sectors"),
    TransformationMark.COMPETENCE: N_("Uses the core competence of each partner"),
    TransformationMark.CHANGE: N_("Wide change of behaviour or of a system"),
    TransformationMark.SCALE: N_("Scale, and benefits beyond those who take part"),
    TransformationMark.LASTING: N_("Lasting institutions, markets or rules"),
}
FACTS = {
    Sector.BUSINESS: N_("business"),
    Sector.CIVIL_SOCIETY: N_("civil society"),
    Sector.PUBLIC: N_("public sector"),
    Sector.KNOWLEDGE: N_("research"),
    Sector.FINANCE: N_("foundations"),
    "right_number": N_("2 to 10 partners"),
    "several_goals": N_("several Goals"),
    "far_reach": N_("a member that works in five countries or more"),
    "several_countries": N_("several countries"),
    "years": N_("five years or more"),
    "stays": N_("a member that stays in the country"),
}
SIZE_CLASSES = {
    SizeClass.BILATERAL: N_("Bilateral: 1 partner"),
    SizeClass.MULTI_STAKEHOLDER: N_("Multi-stakeholder: 2 to 10 partners"),
    SizeClass.NETWORK: N_("Network: more than 10 partners"),
}
STATES = {
    CoalitionState.DRAFT: N_("Draft"),
    CoalitionState.PROPOSED: N_("Proposed to the partners"),
    CoalitionState.AGREED: N_("Agreed"),
    CoalitionState.ACTIVE: N_("Active"),
    CoalitionState.CLOSED: N_("Closed"),
}
ANSWERS = {
    InvitationAnswer.NOT_ASKED: N_("Not asked yet"),
    InvitationAnswer.INVITED: N_("Invited"),
    InvitationAnswer.ACCEPTED: N_("Accepted"),
    InvitationAnswer.DECLINED: N_("Declined"),
}
FACET_KINDS = {
    FacetKind.CAPABILITY: N_("Capability"),
    FacetKind.RESOURCE: N_("Resource"),
    FacetKind.COUNTRY: N_("Country"),
    FacetKind.STAKEHOLDER: N_("Kind of partner"),
}
_STAKEHOLDERS = {
    COMPANY: N_("A company"),
    SMALL_FIRM: N_("A small company"),
    WOMEN_LED: N_("A women-led partner"),
    PRODUCERS: N_("A producer group"),
}


def facet(each: Facet) -> str:
    """Return what a facet asks for: its own words, or what its code is called."""
    if each.kind is FacetKind.COUNTRY:
        return _("Presence in {country}").format(country=labels.place(each.text))
    if each.kind is FacetKind.RESOURCE and each.text in set(Resource):
        return labels.resource(Resource(each.text))
    if each.kind is FacetKind.STAKEHOLDER:
        return _(_STAKEHOLDERS[each.text]) if each.text in _STAKEHOLDERS else labels.kind(Kind(each.text))
    return each.text


def name(profile: Profile, id: str) -> str:
    """Return what a member is called; an alliance by its firms."""
    return (
        _("Alliance of {firms}").format(firms=profile.partner.name)
        if id.startswith("alliance:")
        else (profile.partner.name)
    )


def answer(made: Assembly | None, choice: Choice | None) -> str:
    """Return the one-sentence answer: how many partners cover how much, and what nobody covers."""
    if made is None or choice is None:
        return ""
    seating = made.seating(choice.members)
    said = n_("{n} partner covers", "{n} partners cover", len(choice.members))
    missing = [facet(each) for each in seating.uncovered]
    if not missing:
        return _("{partners} {share} of this need, and no part is left uncovered.").format(
            partners=said, share=percent(choice.coverage)
        )
    return _("{partners} {share} of this need; nobody among them covers: {missing}.").format(
        partners=said, share=percent(choice.coverage), missing=plain(series(_first(missing)))
    )


def breach(each: Breach, profiles: Mapping[str, Profile]) -> str:
    """Return a term that the coalition breaks, in words."""
    said = {
        Clause.SIZE: _("at most {bound} partners, has {count}"),
        Clause.RULE: _("{rule}: {comparator} {bound}, has {count}"),
        Clause.VETO: _("{partners} may not sit together: {reason}"),
        Clause.FORCED: _("{partners} must be a member"),
        Clause.FORBIDDEN: _("{partners} may not be a member"),
    }
    return _filled(said[each.clause], each, profiles)


def relaxed(each: Breach, profiles: Mapping[str, Profile]) -> str:
    """Return a term that has to give way, in words."""
    said = {
        Clause.SIZE: _("the cap of {bound} partners"),
        Clause.RULE: _("{rule}: {comparator} {bound}, and {count} of the partners fit"),
        Clause.VETO: _("that {partners} may not sit together ({reason})"),
        Clause.FORCED: _("that {partners} must be a member"),
        Clause.FORBIDDEN: _("that {partners} may not be a member"),
    }
    return _filled(said[each.clause], each, profiles)


def _filled(message: str, each: Breach, profiles: Mapping[str, Profile]) -> str:
    rule = each.names[0] if each.names else ""
    return message.format(
        rule=_(rule) if rule in RULES else rule,
        comparator=_(COMPARATORS.get(each.comparator, each.comparator)) if each.comparator else "",
        bound=number(each.bound),
        count=number(each.count),
        partners=series([name(profiles[who], who) if who in profiles else who for who in each.names]),
        reason=each.reason,
    )


def _first(missing: list[str], most: int = 2) -> list[str]:
    rest = len(missing) - most
    more = [n_("{n} more part", "{n} more parts", rest)] if rest > 0 else []
    return [*(f"“{each[:60]}”" for each in missing[:most]), *more]


def proposal(made: Assembly, place: int, choice: Choice) -> str:
    """Return a proposal in a few words: its place, its size, what it covers."""
    size = n_("{n} partner", "{n} partners", len(choice.members))
    return _("{place}: {size}, {share}").format(place=number(place), size=size, share=percent(choice.coverage))


def definition(made: Assembly) -> str:
    """Return what coverage counts and how it was solved."""
    proposal = made.proposal
    solved = (
        _("All {pool} partners were solved exactly.")
        if proposal.solved == proposal.pool
        else _("{solved} of {pool} partners were solved exactly; the gap is to the best that any of them could reach.")
    )
    what = _(
        "Coverage is the weighted share of the need that the members cover, each part by whoever covers it best. "
        "From {threshold} on a part counts as covered."
    )
    return " ".join(
        (
            what.format(threshold=number(COVERED, 2)),
            solved.format(solved=number(proposal.solved), pool=number(proposal.pool)),
        )
    )
