"""What an act on the page led to: done, or what stands against it, said once at the top."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from acts.errors import SHOWN, NotAllowedError, ProblemsError
from dashboard.integrity import queries
from dashboard.markup import plain
from dashboard.words import N_, _
from matching.integrity import OwnCaseError

_DONE = "integrity-done"
_TROUBLE = "integrity-trouble"
# What acts refuse most often, word for word, so that it is said in the language of the page.
REFUSALS = (
    N_("name the source: what nobody can trace binds nobody"),
    N_("say why: whoever reads the flag later must understand it"),
    N_("say why: every change of a rule stays on record with its reason"),
    N_("say why it is taken back"),
    N_("say what came of it: a screening without an outcome is not done"),
    N_("a partner has no link to itself; choose another one"),
    N_("a screening of this partner is open already; sign that one"),
    N_("there is no flag to lift"),
)


def attempt(done: str, act: Callable[[], object], clear: Iterable[str] = ()) -> None:
    """Do an act in answer to a click; remember what to say of it, and when it worked read anew and empty fields."""
    said = st.session_state
    try:
        act()
    except OwnCaseError:
        said[_TROUBLE] = [_("You keep the relationship with this partner: a colleague has to do this (R17 ¶35).")]
        return
    except NotAllowedError:
        said[_TROUBLE] = [_("Your role may not do that, or it is another entity's to do.")]
        return
    except ProblemsError as error:
        said[_TROUBLE] = [str(problem) for problem in error.problems[:SHOWN]]
        return
    except (ValueError, LookupError) as error:
        said[_TROUBLE] = [_(str(error))]
        return
    queries.stamp.clear()
    said[_DONE] = done
    for key in clear:
        said.pop(key, None)


def outcome() -> None:
    """Say what the last act led to."""
    if trouble := st.session_state.pop(_TROUBLE, None):
        st.error("\n".join(f"- {plain(line)}" for line in trouble) if len(trouble) > 1 else plain(trouble[0]))
    if done := st.session_state.pop(_DONE, ""):
        st.success(plain(done), icon=":material/check_circle:")
