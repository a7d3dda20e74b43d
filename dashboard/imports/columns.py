"""Which column of a table is which field: guessed or remembered, shown beside its first values, changed by hand."""

from __future__ import annotations

import streamlit as st

from dashboard import choices
from dashboard.imports.wording import FORMATS, field_name, format_name
from dashboard.imports.work import Job
from dashboard.words import _
from data.imports.layouts import LAYOUTS
from data.imports.mapping import guess
from data.imports.remembered import Remembered

_NONE = -1


def choose_columns(job: Job) -> None:
    """Let a person say what the table is and which column is which field; the job takes it over at once."""
    seen = job.seen
    if seen is None:
        return
    held = job.mapped.format if job.mapped and job.mapped.format in LAYOUTS else "partners"
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
    before = job.mapped.columns if job.mapped and job.mapped.format == chosen else (guessed.columns if guessed else {})
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
                help=_example(job, place),
                at=places[n % 3],
            )
            if found != _NONE:
                columns[field] = found
    job.mapped = Remembered(chosen, columns)


def _example(job: Job, place: int) -> str | None:
    rows = job.seen.sample if job.seen else ()
    values = [row[place] for row in rows if 0 <= place < len(row) and row[place]]
    return _("First value: {value}").format(value=values[0]) if values else None
