"""The steps of a file on its way in, one a function; each says what is so and what can be done next."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from acts.imports import LAYOUTS, MAX_UPLOAD, MIB, Look, Read, Remembered, Sighted, guess, rest_of
from acts.reference import read_countries
from dashboard import access, choices, labels, queries, resources, widgets
from dashboard.coordination.names import alert_line
from dashboard.downloads import DataSheet
from dashboard.frame import fragment
from dashboard.imports import work
from dashboard.imports.wording import FORMATS, field_name, format_name, would_do
from dashboard.imports.work import ImportStep, Job, map_columns
from dashboard.markup import plain
from dashboard.words import _, n_, number
from matching.policy import Right
from matching.records import Viewer

JOB = "import-job"  # the id of the session's job
_TOLD = 100
_NONE = -1
_ENDINGS = ["csv", "tsv", "txt", "xlsx", "xlsb", "xls", "ods", "xml", "json", "jsonl", "html", "htm", "zip", "gz"]


def upload(viewer: Viewer) -> None:
    """Ask for a file; what came before and waits can be taken up."""
    limit = MAX_UPLOAD // MIB
    with st.form("import-upload", border=True):
        st.file_uploader(
            _("A table (CSV, Excel, ODS, HTML), IATI XML or JSON, also zipped, at most {n} MB").format(n=limit),
            type=_ENDINGS,
            key="import-file",
            max_upload_size=limit,
        )
        st.form_submit_button(_("Look at the file"), type="primary", on_click=_begin)
    if trouble := st.session_state.pop("import-trouble", ""):
        st.error(trouble)


def _begin() -> None:
    viewer, file = access.require(Right.IMPORT), st.session_state.get("import-file")
    if file is None:
        st.session_state["import-trouble"] = _("Choose a file first.")
    elif file.size > MAX_UPLOAD:
        st.session_state["import-trouble"] = _("The file is too large for a page; use the command line, or split it.")
    else:
        st.session_state[JOB] = work.begin(resources.caller(viewer), file.name, file.getvalue()).id


def show(job: Job) -> None:
    """Show where a file is and what can be done."""
    st.subheader(plain(job.name), anchor=False)
    if job.busy:
        _busy(job.id)
    elif job.step is ImportStep.SEEN:
        _seen(job)
    elif job.step is ImportStep.PROBLEMS:
        _problems(job)
    elif job.step is ImportStep.CHECKED:
        _preview(job)
    elif job.step is ImportStep.LOADED:
        _loaded(job)
    else:
        lost = _("Something went wrong on our side; nothing was changed.")
        where = _("Your administrator finds the reason in the log.")
        unknown = f"{lost} {where}"
        st.error(plain(job.trouble) or unknown, icon=":material/error:")
        _buttons(job)


@fragment(run_every="1s")
def _busy(id: str) -> None:
    job = work.job_of(access.require(Right.IMPORT), id)
    if job is None or not job.busy:
        st.rerun()
        return
    if job.total:
        said = _("{done} of {total} records").format(done=number(job.done), total=number(job.total))
        st.progress(job.done / job.total, text=said)
    else:
        st.progress(0.0, text=n_("{n} row read", "{n} rows read", job.done))
    st.button(_("Cancel"), on_click=job.cancelled.set, key="import-cancel", icon=":material/close:")


def _seen(job: Job) -> None:
    if job.batch is not None:
        st.markdown(_("This file was read and checked before; nothing has to be read again."))
    elif job.sighted is not None and job.sighted.look.headers:
        _choose_table(job, job.sighted)
        choose_columns(job)
    elif job.sighted is not None:
        st.markdown(_("This looks like: {format}.").format(format=format_name(job.sighted.look.format)))
    asked = job.sighted is not None and bool(job.sighted.look.asks)
    _buttons(job, "" if asked and job.batch is None else _("Check and compare"), work.check)


def _choose_table(job: Job, sighted: Sighted) -> None:
    """Say where the table was found, show its first rows, and let a person say otherwise."""
    look = sighted.look
    if look.others:
        told = _("Read from sheet {sheet}, which has most rows; these fit as well: {others}.")
        st.markdown(told.format(sheet=plain(look.sheet), others=plain(", ".join(look.others))))
    if look.asks:
        st.warning(_("Nothing in the file says in which country this is. Choose it once for all rows."))
    sheets = dict(zip(look.sheets, look.sheets, strict=True)) | {look.sheet: look.sheet}
    sheet = look.sheet
    *of_sheets, of_row, of_country = st.columns(3 if len(sheets) > 1 else 2)
    if of_sheets:
        place = list(sheets).index(look.sheet)
        sheet = choices.selectbox(_("Sheet"), sheets, index=place, key=f"import-{job.id}-sheet", at=of_sheets[0])
    held = max(look.header_row, 0)
    row = of_row.number_input(_("Row with the headers"), 0, value=held, key=f"import-{job.id}-{look.sheet}-row")
    known = sorted((each.iso3 for each in read_countries()), key=labels.place)
    countries = {"": _("– none –")} | {code: labels.place(code) for code in known}
    place = list(countries).index(look.country if look.country in countries else "")
    label = _("Country of rows that name none")
    country = choices.selectbox(label, countries, index=place, key=f"import-{job.id}-country", at=of_country)
    asked = replace(sighted.asked, country=country)
    if sheet != look.sheet:
        asked = replace(asked, sheet=sheet, header_row=None)
    elif row != held:
        asked = replace(asked, sheet=sheet, header_row=row)
    if (asked.sheet, asked.header_row, country) != (sighted.asked.sheet, sighted.asked.header_row, look.country):
        work.look_again(job, asked)
        st.rerun()
    said = _("The first rows, as they stand in the file")
    heads = [header or f"#{n}" for n, header in enumerate(look.headers, start=1)]
    unique = [header if header not in heads[:n] else f"{header} ({n + 1})" for n, header in enumerate(heads)]
    rows = [[*cells, *[""] * (len(unique) - len(cells))] for cells in look.sample]
    st.caption(said)
    st.dataframe(pd.DataFrame(rows, columns=unique), hide_index=True, alt=said)


def _problems(job: Job) -> None:
    read = job.read
    if read is None:
        return
    count = len(read.problems) + read.more
    said = n_("{n} problem; nothing was loaded.", "{n} problems; nothing was loaded.", count)
    st.error(f"{said} " + _("Mend the file and bring it again, or map its columns otherwise."), icon=":material/rule:")
    _go_on(job, read)
    rows = [(each.row, each.column, each.value, each.allowed) for each in read.problems]
    table = pd.DataFrame(rows, columns=[_("Row"), _("Column"), _("Value"), _("Allowed")])
    st.dataframe(table, hide_index=True, alt=said)
    widgets.downloads(table, _sheet(job, "problems", said), "import-problems")
    if read.look.headers:
        choose_columns(job)
    _buttons(job, _("Check again"), work.check)


def _go_on(job: Job, read: Read) -> None:
    """Offer to load the rows that read, and to take the others along."""
    if not read.rest or not read.drafts:
        return
    out, total = len(read.rest), read.rows
    told = _("Rows that stay out: {n} of {total}.")
    st.markdown(told.format(n=number(out), total=number(total)))
    with st.container(horizontal=True, gap="small"):
        label = _("Go on with {n} of {total} rows").format(n=number(total - out), total=number(total))
        st.button(label, type="primary", on_click=_act, args=(job.id, work.go_on), key="import-go-on")
        widgets.hand_out(
            _("Take along the rows that stay out"),
            partial(rest_of, read),
            name="rows-that-stay-out.csv",
            mime="text/csv",
            key="import-rest",
            detail=job.name,
        )


def _preview(job: Job) -> None:
    preview = job.preview
    if preview is None:
        return
    if preview.again:
        st.info(_("This file was loaded before. Loading it again would change nothing."), icon=":material/done_all:")
        _buttons(job)
        return
    st.markdown(f"**{would_do(preview.tallies)}**")
    st.caption(_("So far nothing is changed. A load is whole: all of it, or nothing."))
    _to_review(job)
    _left_out(job)
    _buttons(job, _("Load"), work.bring_in)


def _to_review(job: Job) -> None:
    review = job.preview.review if job.preview else ()
    if review:
        said = n_(
            "{n} name resembles one that is known. It comes in as new and waits for somebody to look.",
            "{n} names resemble some that are known. They come in as new and wait for somebody to look.",
            len(review),
        )
        st.warning(said, icon=":material/person_search:")
        rows = [(each.row, each.name, "; ".join(meant.candidates[:3])) for each, meant in review[:_TOLD]]
        st.dataframe(pd.DataFrame(rows, columns=[_("Row"), _("Name"), _("May be")]), hide_index=True, alt=said)


def _left_out(job: Job) -> None:
    left: dict[str, int] = {}
    for done in (job.read, job.preview):
        left |= dict(done.left_out) if done else {}
    if left:
        said = _("What is left out, and why")
        with st.expander(said, icon=":material/filter_alt:"):
            rows = sorted(left.items(), key=lambda pair: -pair[1])
            st.dataframe(pd.DataFrame(rows, columns=[_("Reason"), _("Times")]), hide_index=True, alt=said)


def _loaded(job: Job) -> None:
    found = job.findings
    if job.loaded is None or found is None:
        return
    st.success(would_do(job.loaded.tallies), icon=":material/check_circle:")
    said = n_("{n} collision or complement found in it", "{n} collisions and complements found in it", found.count)
    widgets.heading(said)
    if found.told:
        rows = [(found.names.get(each.partner, each.partner), alert_line(each.alert)) for each in found.told[:_TOLD]]
        table = pd.DataFrame(rows, columns=[_("Partner"), _("What touches it")])
        st.dataframe(table, hide_index=True, alt=said)
        widgets.downloads(table, _sheet(job, "found", said), "import-found")
    else:
        st.caption(_("No engagement in it competes with one that you may be told of."))
    if found.in_touch:
        said = n_(
            "{n} of its partners is in touch with another UN entity",
            "{n} of its partners are in touch with other UN entities",
            len(found.in_touch),
        )
        widgets.heading(said)
        rows = [
            (found.names.get(partner, partner), ", ".join(entities)) for partner, entities in found.in_touch.items()
        ]
        table = pd.DataFrame(rows[:_TOLD], columns=[_("Partner"), _("UN entities")])
        st.dataframe(table, hide_index=True, alt=said)
    if job.loaded.twice:
        said = n_(
            "{n} organisation stands in several rows", "{n} organisations stand in several rows", len(job.loaded.twice)
        )
        widgets.heading(said)
        rows = [(found.names.get(key, key), ", ".join(map(str, lines))) for key, lines in job.loaded.twice.items()]
        st.dataframe(pd.DataFrame(rows[:_TOLD], columns=[_("Partner"), _("Rows")]), hide_index=True, alt=said)
    st.button(_("Bring another file"), on_click=_leave, args=(job.id,), key="import-another")


def _buttons(job: Job, label: str = "", act: object = None) -> None:
    with st.container(horizontal=True, gap="small"):
        if label:
            st.button(label, type="primary", on_click=_act, args=(job.id, act), key="import-go")
        st.button(_("Put it aside"), on_click=_leave, args=(job.id,), key="import-leave")


def _act(id: str, act: object) -> None:
    job = work.job_of(access.require(Right.IMPORT), id)
    if job is not None and callable(act):
        act(job)


def _leave(id: str) -> None:
    job = work.job_of(access.require(Right.IMPORT), id)
    if job is not None:
        job.forget()
        work.jobs().pop(id, None)
    st.session_state.pop(JOB, None)


def _sheet(job: Job, name: str, question: str) -> DataSheet:
    return queries.data_sheet(f"import-{name}", question, job.viewer.user, synthetic=False, filters={"file": job.name})


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
