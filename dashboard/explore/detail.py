"""Why this one: evidence, the score step by step, what is not known, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from acts.ranking import ASKED
from dashboard import choices, labels, provenance, queries, rankings, widgets
from dashboard.answers import RankedAnswer, RankedRow
from dashboard.charts import CONFIG, Bar, palette, waterfall
from dashboard.coalitions.question import Build, address
from dashboard.explore import results
from dashboard.explore.picker import facts_line
from dashboard.explore.results import PARTS, part_names
from dashboard.identity import queries as identity
from dashboard.integrity import rollup
from dashboard.markup import plain
from dashboard.question import MAX_COMPARED, Direction, Question
from dashboard.words import N_, _, number, series
from matching.explanation import Change, Lever
from matching.records import RecordKind, Resource, Shelf, Viewer

MOST = 3  # a list that can be acted on

LEVERS = {
    Lever.COUNTRY: N_("Would stand at rank {rank} with presence in {value}."),
    Lever.RESOURCE: N_("Would stand at rank {rank} if it offered {value}."),
    Lever.SDG: N_("Would stand at rank {rank} if it named Goal {value}."),
    Lever.TIMING: N_("Would stand at rank {rank} if its offer held when the need does."),
}


def explain(question: Question, answer: RankedAnswer, shown: str, viewer: Viewer) -> None:
    """Show everything about one match."""
    rows = answer.all
    choices.selectbox(
        _("In detail"),
        {key: _line(row, question.direction) for key, row in rows.items()},
        key="shown",
        persist_state="session",
        on_change=results.follow,
    )
    row = rows[shown]
    _who(row, question.direction, viewer)
    if question.direction is Direction.PARTNERS:
        rollup.of_match(row.need.entity, row.profile.id, viewer)
    _next(question, row, shown, viewer)
    widgets.heading(_("Why"))
    if row.match.evidence:
        typed = question.direction is Direction.NEEDS and not question.record  # then the offer is asked of the needs
        sides = (_("You say"), _("The need says")) if typed else (_("The need says"), _("The partner says"))
        widgets.evidence(row.match.evidence, *sides)
    else:
        st.markdown(_("No sentence of the one speaks to a sentence of the other: the score stands on facts alone."))
    _steps(row, question.direction)
    _unknown(row)
    if question.direction is Direction.PARTNERS:
        _why_not_higher(question, row)


def _line(row: RankedRow, direction: Direction) -> str:
    return f"{row.place}. {results.name(row, direction)}" if row.place else results.name(row, direction)


def _who(row: RankedRow, direction: Direction, viewer: Viewer) -> None:
    partner, need = row.profile.partner, row.need
    if direction is Direction.PARTNERS:
        facts = [labels.kind_and_size(partner), labels.place(partner.country)]
        st.markdown(f"### {plain(partner.name)}")
        st.caption(plain(" · ".join(filter(None, facts))))
        st.caption(plain(facts_line(row.profile.resources, row.profile.countries, row.profile.sdgs)))
        _former(partner.id)
    else:
        st.markdown(f"### {plain(results.name(row, direction))}")
        st.caption(plain(" · ".join(filter(None, [need.entity, labels.places(need.countries, 3)]))))
        st.caption(plain(facts_line(need.resources, (), need.sdgs)))
    widgets.origin((partner if direction is Direction.PARTNERS else need).origin)
    if direction is Direction.PARTNERS:
        provenance.show(viewer, RecordKind.PARTNER, partner.id)
    else:
        provenance.show(viewer, RecordKind.NEED, need.id)
    if row.match.shelf is Shelf.ADJACENT:
        st.badge(_("Adjacent: another sector, a capability that fits"), color="gray", icon=":material/alt_route:")


def _next(question: Question, row: RankedRow, shown: str, viewer: Viewer) -> None:
    with st.container(horizontal=True, gap="small"):
        if row.profile.id != ASKED:
            kept = any((each.partner, each.need) == _entry(row) for each in queries.shortlist(viewer))
            act, said = (queries.drop, _("Remove from shortlist")) if kept else (queries.keep, _("Add to shortlist"))
            icon = ":material/bookmark_remove:" if kept else ":material/bookmark_add:"
            st.button(said, icon=icon, key="keep", on_click=act, args=(viewer, *_entry(row, raw=True)))
        if row.profile.id != ASKED:
            st.page_link(
                "views/my_coordination.py",
                label=_("Register an approach"),
                icon=":material/handshake:",
                query_params={"partner": row.profile.id, "need": "" if row.need.id == ASKED else row.need.id},
            )
        if shown not in question.compared:
            st.button(
                _("Compare"),
                icon=":material/view_column:",
                key="add-to-comparison",
                on_click=_compare,
                args=(shown,),
                disabled=len(question.compared) >= MAX_COMPARED,
                help=_("At most {n} side by side.").format(n=number(MAX_COMPARED)),
            )
        if question.direction is Direction.PARTNERS:
            st.page_link(
                "views/coalitions.py",
                label=_("Build a coalition with it"),
                icon=":material/groups:",
                query_params=address(Build(question.record, question.text, locked=frozenset({shown}))),
            )


def _entry(row: RankedRow, *, raw: bool = False) -> tuple[str, str]:
    need = row.need.id
    return row.profile.id, need if raw or need != ASKED else ""


def _compare(shown: str) -> None:
    st.session_state["compared"] = [*st.session_state.get("compared", []), shown][:MAX_COMPARED]


def _former(partner: str) -> None:
    """Show the records that were merged into a partner; nothing when there is one alone."""
    found = identity.former_records(partner)
    if not found:
        return
    with st.popover(_("Former names and sources"), icon=":material/merge:"):
        for each in found:
            told = _("invented") if each.synthetic else each.source
            st.markdown(f"{plain(each.name)} · {plain(each.id)} · {plain(told)}")


def _steps(row: RankedRow, direction: Direction) -> None:
    bar = Bar("score", results.name(row, direction), row.match.parts)
    chart = waterfall(bar, part_names(row.match.parts), palette(st.context.theme.type))
    widgets.heading(_("The score, step by step"))
    st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="steps")


def _unknown(row: RankedRow) -> None:
    if row.match.assumed:
        missing = series([_(PARTS[part].name) for part in row.match.assumed if part in PARTS])
        st.caption(
            _(
                "Not known here, so taken as the average of all for whom it is known: {parts}. "
                "Silence neither helps nor harms."
            ).format(parts=missing)
        )


def _why_not_higher(question: Question, row: RankedRow) -> None:
    """Show what would better the rank, and how sure the rank is."""
    changes, standing = rankings.levers(question, row.profile.id)
    if standing is None:
        return
    helping = [change for change in changes if change.rank < standing.rank][:MOST]
    if helping:
        widgets.heading(_("Why not higher"))
        st.markdown("\n".join(f"- {_sentence(change)}" for change in helping))
    if standing.best == standing.worst:
        said = _("Among all partners it keeps rank {rank} when every weight moves by up to 20 %.")
    else:
        said = _("Among all partners its rank lies between {best} and {worst} when weights move by up to 20 %.")
    ranks = {"rank": standing.rank, "best": standing.best, "worst": standing.worst}
    st.caption(said.format(**{name: number(value) for name, value in ranks.items()}))


def _sentence(change: Change) -> str:
    said: dict[Lever, Callable[[str], str]] = {
        Lever.COUNTRY: labels.place,
        Lever.RESOURCE: lambda code: labels.resource(Resource(code)),
        Lever.SDG: lambda code: labels.goal(int(code)),
    }
    value = said.get(change.lever, str)(change.value)
    return _(LEVERS[change.lever]).format(rank=number(change.rank), value=value)
