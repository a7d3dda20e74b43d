"""Who opened, changed and took along what?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

import pandas as pd
import streamlit as st

from acts import audit_log
from acts.audit_log import LogHead, LogState, Wanted
from dashboard import access, address, choices, queries, resources, widgets
from dashboard.downloads import DataSheet, csv_file
from dashboard.markup import plain
from dashboard.words import N_, _, moment, n_, number, spoken, spoken_in
from matching.policy import Right, may
from matching.records import AuditAct, AuditEntry, Viewer

viewer = access.require(Right.READ_AUDIT, Right.READ_ACCESS_LOG)


ACTS = {
    AuditAct.SIGN_IN: N_("signed in"),
    AuditAct.SIGN_OUT: N_("signed out"),
    AuditAct.REFUSED: N_("was refused"),
    AuditAct.READ: N_("opened"),
    AuditAct.WRITE: N_("changed"),
    AuditAct.EXPORT: N_("took along"),
    AuditAct.ROLES: N_("changed roles"),
    AuditAct.AUDIT_EXPORT: N_("took the log along"),
}
OF_OWNERS = (AuditAct.READ, AuditAct.WRITE, AuditAct.EXPORT)


def filters(whole: bool) -> Wanted:
    """Show the filters of the audit log; return which lines are wanted."""
    acts = {"": _("any act")} | {act.value: _(ACTS[act]) for act in (AuditAct if whole else OF_OWNERS)}
    columns = st.columns(4)
    act = choices.selectbox(_("Act"), acts, key="act", in_address="act", at=columns[0])
    if asked := address.asks("who", "who"):
        st.session_state["who"] = asked[-1]
    who = columns[1].text_input(_("By whom"), key="who", max_chars=320)
    address.say("who", [who] if who else [])
    since = columns[2].date_input(_("Since (UTC)"), value=None, key="audit-since")
    until = columns[3].date_input(_("Until the end of (UTC)"), value=None, key="audit-until")
    return Wanted(
        who=who.strip().replace("\x00", ""),
        act=AuditAct(act) if act in set(AuditAct) else None,
        since=datetime.combine(since, time(), UTC) if since else None,
        until=datetime.combine(until, time(), UTC) + timedelta(days=1) if until else None,
    )


def answer(state: LogState) -> str:
    """Return whether the log can be believed, in one sentence."""
    if state.broken is not None:
        return _("The log is broken at line {n}: somebody changed, removed or put in a line.").format(
            n=number(state.broken.number)
        )
    return n_("{n} line, whole.", "{n} lines, whole.", state.head.number)


def answer_of_owner(found: Sequence[AuditEntry]) -> str:
    """Return how many others have opened an entity's records."""
    others = {each.who for each in found if each.act is AuditAct.READ}
    return n_("{n} person of another entity opened them.", "{n} people of other entities opened them.", len(others))


def lines(found: Sequence[AuditEntry], count: int, wanted: Wanted, viewer: Viewer) -> None:
    """Show the newest lines, and offer all of them as files."""
    if not found:
        widgets.empty(_("No line fits."), _("Take a filter away, or come back when something was done."))
        return
    frame = _table(found)
    st.dataframe(
        frame,
        hide_index=True,
        height=min(520, 36 * (len(frame) + 1) + 3),
        key="audit-lines",
        alt=_("Lines of the audit log, newest first"),
    )
    shown = _("The newest {shown} of {all} lines.")
    st.caption(shown.format(shown=number(len(found)), all=number(count)))
    question = _("Who opened, changed and took along what?")
    code, by = spoken().code, resources.caller(viewer)
    sheet = queries.data_sheet("audit", question, viewer.user, synthetic=False, filters=_filters(wanted))
    with st.container(horizontal=True, gap="small", width="content"):
        st.download_button(
            _("CSV"),
            data=lambda: spoken_in(
                code, lambda: csv_file(_table(audit_log.take_along(by, wanted, "as CSV"), chain=True), sheet)
            ),
            file_name="concert-audit.csv",
            mime=widgets.CSV,
            icon=":material/download:",
            key="audit-csv",
            on_click="ignore",
        )
        st.download_button(
            _("JSON"),
            data=lambda: spoken_in(code, lambda: _json_file(audit_log.take_along(by, wanted, "as JSON"), sheet)),
            file_name="concert-audit.json",
            mime="application/json",
            icon=":material/download:",
            key="audit-json",
            on_click="ignore",
        )


def check(viewer: Viewer) -> None:
    """Show the last line's digest, to be kept elsewhere, and check the log against one that was."""
    by = resources.caller(viewer)
    with st.expander(_("Was the end of the log cut off?"), icon=":material/verified:"):
        st.markdown(_("Keep this head elsewhere. A log that is cut short or written anew no longer has that line."))
        st.code(str(audit_log.state(by).head), language=None, wrap_lines=True)
        words = st.text_input(_("A head that was kept"), key="audit-head", max_chars=90)
        if not words.strip():
            return
        try:
            kept = LogHead.read(words)
        except ValueError:
            st.error(_("That is no head of a log: a number, a colon and 64 letters."))
            return
        broken = audit_log.state(by, kept).broken
        if broken is None:
            st.success(_("The log still has that line, and all before it."), icon=":material/check:")
        else:
            st.error(_("The log is broken at line {n}.").format(n=number(broken.number)))


def _table(found: Sequence[AuditEntry], *, chain: bool = False) -> pd.DataFrame:
    rows = [
        {
            _("Line"): each.number,
            _("When (UTC)"): each.at.isoformat(timespec="microseconds") if chain else moment(each.at),
            _("Who"): each.who,
            _("Role"): each.role,
            _("Act"): each.act.value if chain else _(ACTS[each.act]),
            _("Record"): each.record,
            _("Of"): each.owner_entity,
            _("Detail"): each.detail,
            **({_("Chain"): each.chain} if chain else {}),
        }
        for each in found
    ]
    return pd.DataFrame(rows)


def _json_file(entries: Sequence[AuditEntry], sheet: DataSheet) -> bytes:
    told = {"about": dict(sheet.lines()), "lines": [audit_log.to_json(each) for each in entries]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _filters(wanted: Wanted) -> dict[str, str]:
    told = {
        _("Act"): wanted.act.value if wanted.act else "",
        _("By whom"): plain(wanted.who),
        _("Since (UTC)"): wanted.since.isoformat() if wanted.since else "",
        _("Until the end of (UTC)"): wanted.until.isoformat() if wanted.until else "",
    }
    return {name: value for name, value in told.items() if value}


by = resources.caller(viewer)
whole = may(viewer, Right.READ_AUDIT)
head = st.container()  # the answer stands above the filters that it depends on
wanted = filters(whole)
found = audit_log.lines(by, wanted)
with head:
    if whole:
        widgets.title(_("Who opened, changed and took along what?"), answer(audit_log.state(by)))
    else:
        title = _("Who opened the records of {entity}?").format(entity=viewer.entity)
        widgets.title(title, answer_of_owner(found))
lines(found, audit_log.count(by, wanted), wanted, viewer)
if whole:
    check(viewer)
    st.caption(_("Each line carries a digest of itself and of the line before, made by the database when an act ends."))
else:
    st.caption(_("A page that is shown is one line, with all records of yours on it."))
