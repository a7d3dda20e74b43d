"""Stating facts and links about a partner, and taking back what was stated by mistake."""

from __future__ import annotations

from dashboard.integrity import looking
from dashboard.integrity.acts.deed import deed
from data.integrity import known, linking
from data.rules import read_criteria
from matching.integrity import check_fact, check_link
from matching.policy import Right
from matching.records import Fact, StatedLink, Viewer, Withdrawal


def state(fact: Fact, viewer: Viewer) -> None:
    """State a fact.

    :raises ValueError: If it can't be; the message says what to change.
    :raises NotAllowedError: If the viewer may not.
    """
    criteria = {each.code: each for each in read_criteria()}
    if fact.criterion not in criteria:
        raise ValueError(f"there is no criterion {fact.criterion!r}")
    check_fact(fact, criteria[fact.criterion], looking.today())
    said = f"fact on {fact.partner}: {fact.criterion} = {fact.value}, {fact.origin.source}"
    with deed(viewer, Right.STATE_FACTS, fact.id, said) as opened:
        known.save_facts(opened, [fact])


def state_link(link: StatedLink, viewer: Viewer) -> None:
    """State a link of ownership or affiliation.

    :raises ValueError: If it can't be; the message says what to change.
    :raises NotAllowedError: If the viewer may not.
    """
    check_link(link, looking.today())
    said = f"link {link.partner} - {link.other}, share {link.share}, {link.origin.source}"
    with deed(viewer, Right.STATE_FACTS, link.id, said) as opened:
        linking.save_links(opened, [link])


def take_back(record: str, why: str, viewer: Viewer) -> None:
    """Take back a fact or a link.

    :raises ValueError: If no reason is given.
    :raises NotFoundError: If there is none that counts.
    :raises NotAllowedError: If the viewer may not.
    """
    if not why.strip():
        raise ValueError("say why it is taken back")
    with deed(viewer, Right.STATE_FACTS, record, f"taken back: {why}") as opened:
        linking.withdraw(opened, Withdrawal(record, viewer.user, looking.today(), why.strip()[:2000]))
