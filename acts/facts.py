"""What is known of partners: stating facts and links, taking them back, and raising, moving and lifting flags."""

from __future__ import annotations

from dataclasses import replace

from acts.act import Caller, act, today
from acts.errors import NotFoundError
from data.approaches import around
from data.integrity import known, linking, screenings
from data.rules import read_criteria
from matching.integrity import check_fact, check_link, check_signer, check_step
from matching.integrity.stating import milder
from matching.policy import Right
from matching.records import Disclosure, Fact, Flag, FlagStep, Origin, Rung, StatedLink, Withdrawal, new_id


def state_fact(by: Caller, fact: Fact) -> None:
    """State a fact about a partner; every entity's rules read it.

    :raises ValueError: If it can't be; the message says what to change.
    :raises NotAllowedError: If the caller may not.
    """
    criteria = {each.code: each for each in read_criteria()}
    if fact.criterion not in criteria:
        raise ValueError(f"there is no criterion {fact.criterion!r}; there are {', '.join(criteria)}")
    check_fact(fact, criteria[fact.criterion], today())
    said = f"fact on {fact.partner}: {fact.criterion} = {fact.value}, {fact.origin.source}"
    with act(by, Right.STATE_FACTS, said, fact.id) as opened:
        known.save_facts(opened, [fact])


def state_link(by: Caller, link: StatedLink) -> None:
    """State a link of ownership or affiliation between two partners.

    :raises ValueError: If it can't be; the message says what to change.
    :raises NotAllowedError: If the caller may not.
    """
    check_link(link, today())
    said = f"link {link.partner} - {link.other}, share {link.share}, {link.origin.source}"
    with act(by, Right.STATE_FACTS, said, link.id) as opened:
        linking.save_links(opened, [link])


def take_back(by: Caller, record: str, why: str) -> None:
    """Take back a fact or a link that was stated by mistake; it stays on record with the reason.

    :raises ValueError: If no reason is given.
    :raises NotFoundError: If there is none that counts.
    :raises NotAllowedError: If the caller may not.
    """
    if not why.strip():
        raise ValueError("say why it is taken back")
    with act(by, Right.STATE_FACTS, f"taken back: {why}", record) as opened:
        linking.withdraw(opened, Withdrawal(record, by.user, today(), why.strip()[:2000]))


def raise_flag(by: Caller, partner: str, rung: Rung, why: str, told: Disclosure) -> None:
    """Raise a flag on a partner for the caller's entity, which alone may move it; `told` is what others may know.

    :raises ValueError: If no reason is given.
    :raises NotAllowedError: If the caller may not, or speaks for no entity.
    """
    entity, day = by.entity, today()
    check_step(None, rung, why, day)
    step = FlagStep(rung, day, by.user, why.strip())
    flag = Flag(new_id("g"), partner, (step,), Origin(by.user), replace(told, owner_entity=entity))
    with act(by, Right.STATE_FACTS, f"flag on {partner}: {rung}", flag.id) as opened:
        known.save_flags(opened, [flag])


def move_flag(by: Caller, flag: str, rung: Rung | None, why: str) -> None:
    """Move a flag of the caller's entity to another rung, None to lift it; who keeps the relationship can't ease it.

    :raises ValueError: If it stands there already or no reason is given.
    :raises OwnCaseError: If the caller keeps the relationship with the partner and would make the flag milder.
    :raises NotFoundError: If there is no such flag of the caller's entity.
    :raises NotAllowedError: If the caller may not, or speaks for no entity.
    """
    entity, day = by.entity, today()
    with act(by, Right.STATE_FACTS, f"flag moved to {rung or 'lifted'}", flag) as opened:
        held = {each.id: each for each in known.flags(opened) if each.disclosure.owner_entity == entity}
        if flag not in held:
            raise NotFoundError("flag of your entity", flag)
        check_step(held[flag], rung, why, day)
        if milder(rung, held[flag].rung(day)):
            group = around.group_of(opened, held[flag].partner)
            check_signer(by.user, screenings.keepers(opened, entity, group), held[flag].partner)
        known.climb(opened, flag, [FlagStep(rung, day, by.user, why.strip())])
