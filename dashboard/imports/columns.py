"""Which column of a table is which field: guessed or remembered, shown beside its first values, changed by hand."""

from __future__ import annotations

import streamlit as st

from acts.imports import LAYOUTS, Look, Remembered, guess
from dashboard import choices
from dashboard.imports.wording import FORMATS, field_name, format_name
from dashboard.imports.work import Job, map_columns
from dashboard.words import _

_NONE = -1


def choose_columns(job: Job) -> None:
    """Let a person say what the table is and which column is which field; the job takes it over at once."""
    if job.sighted is None:
        return
    seen, mapped = job.sighted.look, job.sighted.columns
    held = mapped.format if mapped and mapped.format in LAYOUTS else "partners"
    kinds = [name for name in FORMATS if name in LAYOUTS]
    chosen = choices.selectbox(
        _("What is in the table?"),
        kinds,
        format_name,
        index=kinds.index(held),
        key=f"import-kind-{job.id}",
        width=420,
    )
    guessed = guess(seen.headers, layout=chosen)
    before = mapped.columns if mapped and mapped.format == chosen else (guessed.columns if guessed else {})
    names = {_NONE: _("– none –")} | {place: header or f"#{place + 1}" for place, header in enumerate(seen.headers)}
    st.caption(_("Each field takes one column of the file. Fields with a star are needed."))
    columns: dict[str, int] = {}
    with st.container(border=True):
        places = st.columns(3)
        for n, field in enumerate(LAYOUTS[chosen].fields):
            star = " *" if field in LAYOUTS[chosen].needed else ""
            place = before.get(field, _NONE)
            found = choices.selectbox(
                f"{field_name(field)}{star}",
                names,
                index=list(names).index(place) if place in names else 0,
                key=f"import-{job.id}-{chosen}-{field}",
                help=_example(seen, place),
                at=places[n % 3],
            )
            if found != _NONE:
                columns[field] = found
    map_columns(job, Remembered(chosen, columns))


def _example(seen: Look, place: int) -> str | None:
    values = [row[place] for row in seen.sample if 0 <= place < len(row) and row[place]]
    return _("First value: {value}").format(value=values[0]) if values else None
