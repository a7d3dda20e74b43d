"""What runs out soon: facts and screenings on the partners with whom the viewer's entity works (R17 ¶38)."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import streamlit as st

from acts import act
from dashboard import widgets
from dashboard.downloads import DataSheet
from dashboard.integrity import queries, wording
from dashboard.words import _, day, n_
from matching.integrity import Policy, Verdicts, speaks_against
from matching.records import Ruling

_DAYS = 30
_SHOWN = 100


def show(verdicts: Verdicts, entity: str, sheet: DataSheet) -> None:
    """Show what ends within a month, soonest first: after that day it is not known."""
    held = verdicts.dossiers
    today = act.today()
    last = today + timedelta(days=_DAYS)
    rules = verdicts.policies.get(entity, Policy(entity, ()))
    rows: list[tuple[date, str, str, str]] = []
    for partner in sorted(queries.live_records(entity).partners_of(entity)):
        for criterion in held.criteria:
            reading = held.column(criterion).get(partner)
            # Bad news does not run out.
            against = reading is not None and any(
                speaks_against(rule, value) for rule in rules.on(criterion) for value, _fact in reading.said
            )
            if reading is not None and reading.fresh and reading.facts and not against:
                # The last of what speaks today: until then the criterion is known.
                ends = max(held.last_day(fact) for fact in reading.facts)
                if ends <= last:
                    rows.append((ends, partner, wording.criterion(criterion), wording.value(reading.facts[0])))
    rows += [
        (each.until, each.partner, _("Screening"), wording.ruling(each.ruling) if each.ruling else "")
        for each in queries.all_screenings()
        if each.entity == entity
        and each.valid(today)
        and each.ruling is not Ruling.EXCLUDED
        and each.until is not None
        and each.until <= last
    ]
    if not rows:
        return
    rows.sort()
    finding = n_(
        "{n} thing that you know of your partners runs out within a month",
        "{n} things that you know of your partners run out within a month",
        len(rows),
    )
    table = pd.DataFrame(
        [
            {
                _("Partner"): held.partners[partner].name if partner in held.partners else partner,
                _("What"): what,
                _("Value"): value,
                _("Counts until"): day(ends),
            }
            for ends, partner, what, value in rows[:_SHOWN]
        ]
    )
    widgets.heading(finding)
    st.dataframe(table, hide_index=True, height=min(8, len(table)) * 35 + 38, alt=finding, key="lapsing")
    st.caption(
        _(
            "Partners in live engagements and approaches of {entity}. What has run out is not known, never fine; bad "
            "news does not run out. The Global Compact's participants report once a year (R17 ¶38)."
        ).format(entity=entity)
    )
    widgets.downloads(table, sheet, "lapsing")
