"""Identity in the store: judgements that are only ever added, and the ids under which merged records are found."""

from data.identity.judging import DESK, JudgementError, judge, judgements, reasons, stamp, undo
from data.identity.redirects import Redirects, redirects, redirects_stamp

__all__ = [
    "DESK",
    "JudgementError",
    "Redirects",
    "judge",
    "judgements",
    "reasons",
    "redirects",
    "redirects_stamp",
    "stamp",
    "undo",
]
