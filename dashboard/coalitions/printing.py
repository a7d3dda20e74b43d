"""What the printable brief of a coalition says, section by section."""

from __future__ import annotations

from datetime import UTC, datetime

from dashboard import labels, queries
from dashboard.coalitions.brief import Section, page
from dashboard.coalitions.page import seat_name
from dashboard.coalitions.wording import ANSWERS, CRITERIA, ROLES, SIZE_CLASSES, STATES, WHYS, facet, name
from dashboard.words import _, moment, number, percent, series
from matching.coalitions import Assembly, Choice
from matching.coalitions.checklist import checklist
from matching.coalitions.seats import places, un_places
from matching.records import Coalition, SizeClass


def brief(coalition: Coalition, known: tuple[Assembly, Choice] | None) -> str:
    """Return the brief as a page of HTML; without `known` it holds what was saved and no figures of today."""
    sections = [_need(coalition), _seats(coalition)]
    if known is not None:
        sections += [_covered(*known), _sides(coalition, *known), _marks(*known)]
    if coalition.notes:
        sections.append(Section(_("Notes"), tuple(coalition.notes.splitlines())))
    subtitle = " · ".join(
        (
            _(STATES[coalition.state]),
            _("Version {n}").format(n=number(coalition.version)),
            _("UN side: {entities}").format(entities=series(list(coalition.entities))),
            _(SIZE_CLASSES[SizeClass.of(len(coalition.seats))]),
        )
    )
    footer = _("Made with Concert, {moment}. A proposal to be discussed: it replaces neither due diligence nor a talk.")
    return page(
        coalition.title,
        subtitle,
        sections,
        footer.format(moment=moment(datetime.now(UTC))),
        synthetic=coalition.origin.synthetic,
    )


def _need(coalition: Coalition) -> Section:
    need = queries.library().needs.get(coalition.need)
    text = need.text if need else coalition.text
    parts = tuple((facet(each), percent(each.weight)) for each in coalition.facets)
    return Section(_("The need"), tuple(text.splitlines()), (_("What is required"), _("Weight")), parts)


def _seats(coalition: Coalition) -> Section:
    here = queries.library().profiles
    rows = []
    for seat in coalition.seats:
        profile = here.get(seat.members[0] if seat.members else seat.partner)
        partner = profile.partner if profile else None
        rows.append(
            (
                seat_name(seat),
                _(ROLES[seat.role]),
                labels.kind_and_size(partner) if partner else "",
                labels.place(partner.country) if partner and partner.country else "",
                _(ANSWERS[seat.answer]),
            )
        )
    columns = (_("Partner"), _("Role"), _("Kind"), _("Country"), _("Answer"))
    return Section(_("Partners"), (), columns, tuple(rows))


def _covered(made: Assembly, choice: Choice) -> Section:
    seating = made.seating(choice.members)
    missing = series([f"“{facet(each)}”" for each in seating.uncovered])
    rows = tuple(
        (facet(each), name(made.profiles[who], who) if who else "–", percent(_cell(made, who, number_)) if who else "–")
        for number_, (each, who) in enumerate(zip(made.coverage.facets, choice.serves, strict=True))
    )
    lines = (
        _("Together they cover {share} of the need.").format(share=percent(choice.coverage)),
        _("Not covered: {missing}.").format(missing=missing) if missing else "",
    )
    return Section(_("Who covers what"), lines, (_("What is required"), _("Partner"), _("Covers")), rows)


def _cell(made: Assembly, who: str, facet_number: int) -> float:
    return float(made.coverage.cells[made.coverage.rows_of([who])[0], facet_number])


def _sides(coalition: Coalition, made: Assembly, choice: Choice) -> Section:
    seats = places(made.coverage, choice, made.profiles, made.need)
    rows = tuple((each.holder, _(ROLES[each.role]), _(WHYS[each.why])) for each in un_places(coalition.entities, seats))
    return Section(_("The UN side"), (), (_("Entity"), _("Role"), _("Because")), rows)


def _marks(made: Assembly, choice: Choice) -> Section:
    rows = tuple(
        (_(CRITERIA[mark.criterion]), _("{met} of {asked}").format(met=number(mark.met), asked=number(mark.asked)))
        for mark in checklist(made.coverage, choice, made.profiles, made.need)
    )
    note = _("Five marks of A/66/320, ¶26–27, read from words and facts: a start for a discussion, not a verdict.")
    return Section(_("Is it transformational?"), (note,), (_("Mark"), _("Points")), rows)
