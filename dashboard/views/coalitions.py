"""Which partners together cover this need?"""

from __future__ import annotations

import streamlit as st

from dashboard import access, address, queries, rankings, widgets
from dashboard.coalitions import members, picker, proposals, saved, standing, state
from dashboard.coalitions import queries as questions
from dashboard.coalitions.question import address as entries
from dashboard.coalitions.wording import answer
from dashboard.explore import waiting
from dashboard.integrity import rollup
from dashboard.markup import plain
from dashboard.question import Question
from dashboard.words import _
from matching.policy import Right

viewer = access.require(Right.BUILD_COALITIONS)
build, refusals = state.open_question()
known = questions.known(build)
if known:
    build, linked = questions.candidates(build), entries(build)
    for name in ("member", "lock", "out", "ally"):
        address.miss(linked.get(name, ()), entries(build).get(name, ()))
made = questions.assembly(build) if known and build.asked else None
choice = questions.current(build, made) if made else None

asked = _("Which partners together cover this need?")
widgets.title(asked, answer(made, choice))
widgets.refused(refusals)
picker.pick()
if not known:
    widgets.empty(
        _("The link names a record that is not here."),
        _("There is no “{id}” that you may see. Choose another one above.").format(id=plain(build.need)),
    )
elif not build.asked:
    widgets.empty(
        _("No need chosen yet."),
        _("Choose one from the register or write your own: sets of partners that together cover it are proposed."),
        _("Show me an example"),
        lambda: state.example(rankings.example(Question())),
    )
elif queries.ready() is None:
    waiting.reading()
elif made is None:
    widgets.empty(
        _("This text asks for nothing that could be covered."),
        _("Say in a sentence or two what is sought, from whom and where."),
    )
else:
    picker.facets(build)
    proposals.choose_conditions(build, made)
    waiting.embedding(())
    proposals.impossible(made)
    if choice is not None:
        sheet = queries.data_sheet(
            "coalition",
            f"{asked} {made.need.title or made.need.text[:200]}",
            viewer.user,
            synthetic=queries.synthetic(),
        )
        if made.proposal.choices:
            proposals.choose(made, choice)
        standing.broken(made, choice)
        main, side = st.columns([6, 5], gap="large")
        with main:
            members.edit(build, made, choice)
            saved.save_form(build, made, choice, viewer)
            widgets.withheld({})
        with side:
            standing.covered(made, choice, sheet)
            standing.un_side(made, choice, [made.need.entity] if made.need.entity else [])
            firms, swaps = questions.firms(made, choice.members), questions.swaps(made, choice)
            rollup.of_coalition(made.need.entity, firms, swaps, viewer)
            standing.size_and_fairness(made, choice)
            standing.transformational(made, choice)
state.keep(state.taken())
