"""Small pieces that every page is made of. Each says one thing, the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from acts import exports
from dashboard import access, labels, resources
from dashboard.address import AddressRefusal
from dashboard.charts import CONFIG, Chart
from dashboard.downloads import DataSheet, csv_file, xlsx_file
from dashboard.markup import marked, plain
from dashboard.words import _, n_, number, series, spoken, spoken_in
from matching.records import Evidence, Origin

CSV = "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def title(question: str, answer: str = "") -> None:
    """Show the question that the page answers and, large, the one sentence that answers it."""
    st.title(question, anchor=False)
    if answer:
        st.markdown(f"### {answer}" if len(answer) < 160 else f"**{answer}**")


def heading(text: str) -> None:
    """Show the head of a part of a page."""
    st.markdown(f"**{text}**")


def synthetic_badge() -> None:
    """Say that what is shown is invented."""
    said = _("Partners, needs and engagements here are invented for the demonstration. No real company is among them.")
    st.badge(_("SYNTHETIC DATA"), icon=":material/science:", color="orange", help=said)


def origin(of: Origin) -> None:
    """Say of one record that it is invented, or where it comes from."""
    if of.synthetic:
        st.badge(_("invented"), icon=":material/science:", color="orange")
    else:
        st.caption(_("Source: {source}").format(source=plain(of.source)))


def withheld(by_reason: Mapping[str, int]) -> None:
    """Say that figures count what the viewer may see, and how many records are withheld, by reason."""
    total = sum(by_reason.values())
    said = _("Counts what you may see; {n} withheld").format(n=number(total))
    reasons = series(
        [f"{labels.withholding(reason)} {number(count)}" for reason, count in sorted(by_reason.items()) if count]
    )
    st.caption(f"{said} ({reasons})." if reasons else f"{said}.")


def empty(
    what: str, why: str, action: str = "", on_click: Callable[[], None] | None = None, key: str = "relax"
) -> None:
    """Say what is missing and why, with one button that mends it."""
    with st.container(border=True):
        st.markdown(f"**{what}**")
        st.markdown(why)
        if action:
            st.button(action, on_click=on_click, key=key, type="primary")


def drawer(label: str, fill: Callable[[], None], *, key: str, icon: str | None = None) -> None:
    """Show a button that opens a small box over the page; `fill` makes what it holds whenever it is open.

    The browser makes the fields of a box when it is first opened, and while it is closed sends what they last showed.
    Were they made with the page, they would show and send that, and not what the page has set on them meanwhile.
    """
    with st.popover(label, key=key, icon=icon, on_change="rerun") as box:
        if box.open:
            fill()


def refused(refusals: Sequence[AddressRefusal]) -> None:
    """Say which parts of the address could not be read and what would be allowed."""
    if not refusals:
        return
    said = n_(
        "One part of the link could not be read and was left out.",
        "{n} parts of the link could not be read and were left out.",
        len(refusals),
    )
    allowed = _("{name} = {value}: allowed is {allowed}.")
    lines = [
        allowed.format(name=plain(each.name), value=plain(each.value) or "∅", allowed=_(each.allowed))
        for each in refusals[:5]
    ]
    st.warning("\n".join([said, "", *(f"- {line}" for line in lines)]), icon=":material/link_off:")


def missed(codes: Sequence[str]) -> None:
    """Say which codes of a link are not here, in the same words whether they never were or may not be seen."""
    if codes:
        said = _("There is no “{id}” that you may see.")
        lines = [f"- {said.format(id=plain(code[:80]))}" for code in codes[:5]]
        st.warning(
            "\n".join([_("The link names what is not here; it was left out."), "", *lines]), icon=":material/link_off:"
        )


def evidence(pairs: Sequence[Evidence], left: str, right: str) -> None:
    """Show pairs of sentences side by side, what both say marked."""
    for pair in pairs:
        columns = st.columns(2, gap="small")
        for column, head, text, marks in (
            (columns[0], left, pair.left, pair.left_marks),
            (columns[1], right, pair.right, pair.right_marks),
        ):
            with column.container(border=True, height="stretch"):
                st.caption(head)
                st.markdown(marked(text, marks))


def figure(chart: Chart, table: pd.DataFrame, sheet: DataSheet, *, finding: str, definition: str, key: str) -> None:
    """Show a chart under its finding, with what it counts, the table behind it and the downloads."""
    heading(finding)
    st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key=key)
    st.caption(definition)
    with st.expander(_("Table and downloads"), icon=":material/table_rows:"):
        st.dataframe(table, hide_index=True, alt=finding, key=f"{key}-table")
        downloads(table, sheet, key)


def editor(table: pd.DataFrame, *, key: str, **look: Any) -> pd.DataFrame:
    """Return a table as it is edited on the page, on top of `table`, whose cells and columns are in no language.

    After a switch of language it is another table to the browser, which begins with what was edited before.
    """
    said, kept = st.session_state, f"{key}-kept"
    language, given, begun, edited = said.get(kept, ("", None, None, None))
    if given is None or not given.equals(table):
        given = begun = table
    elif language != spoken().code:
        begun = edited
    found: pd.DataFrame = st.data_editor(begun, key=f"{key}-{spoken().code}", hide_index=True, **look)
    said[kept] = (spoken().code, given, begun, found.reset_index(drop=True))
    return found


def link(parameters: Mapping[str, str | list[str]]) -> None:
    """Show the address that reproduces the page, ready to be copied."""
    with st.popover(_("Link"), icon=":material/link:", key="link"):
        st.caption(_("Whoever opens this link is asked the same question."))
        page = (st.context.url or "").split("?")[0]
        looking = {name: value for name, value in access.looking_as().items() if value}
        st.code(f"{page}?{urlencode({**parameters, **looking}, doseq=True)}", language=None, wrap_lines=True)


def downloads(table: pd.DataFrame, sheet: DataSheet, key: str) -> None:
    """Offer a table as CSV and XLSX, each made only when asked for."""
    detail = f"{len(table)} rows, {sheet.withheld} withheld: {sheet.question}"
    with st.container(horizontal=True, gap="small", width="content"):
        for label, make, kind in ((_("CSV"), csv_file, CSV), (_("XLSX"), xlsx_file, XLSX)):
            ending = "csv" if kind == CSV else "xlsx"
            hand_out(
                label,
                partial(make, table, sheet),
                name=f"concert-{sheet.name}.{ending}",
                mime=kind,
                key=f"{key}-{label}",
                detail=detail,
            )


def hand_out(
    label: str,
    make: Callable[[], bytes | str],
    *,
    name: str,
    mime: str,
    key: str,
    detail: str = "",
    icon: str = ":material/download:",
    primary: bool = False,
) -> None:
    """Offer a file that is made only when asked for, in the language of the page; that it was taken is noted.

    Whoever makes it elsewhere and notes that there (an export, the audit log) offers it with Streamlit's own button.
    """
    viewer, code = access.viewer(), spoken().code
    st.download_button(
        label,
        data=lambda: spoken_in(code, lambda: exports.hand_out(resources.caller(viewer), make, name, detail)),
        file_name=name,
        mime=mime,
        icon=icon,
        key=key,
        type="primary" if primary else "secondary",
        on_click="ignore",
    )
