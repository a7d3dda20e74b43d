"""Coalitions for one need as the JSON of the command-line contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Engine

from acts import coalitions, lists
from acts.coalitions import Proposed
from acts.opening import open_filled
from acts.reference import read_size_classes
from commandline import encoding
from commandline.console import WrongCallError, emit, say
from commandline.people import caller
from matching.coalitions import Assembly, Choice, served
from matching.coalitions.checklist import checklist
from matching.coalitions.seats import ProposedSeat, places, un_places
from matching.coalitions.shares import Share, fairness
from matching.integrity import Verdicts, roll_up
from matching.ports import Encoder
from matching.records import Facet, SizeClass

# More digits than this differ from one processor to the next.
DIGITS = 6
# What a verdict is called where there are no rules to screen with: in a list without a register.
UNSCREENED = "not_screened"


def coalitions_of_file(file: Path, listed: Path, encoder: Encoder) -> dict[str, Any]:
    """Return the coalitions for the need of a JSON file among the partners of a CSV file; no database needed.

    :raises ProblemsError: If a file cannot be used, with every problem of it.
    :raises WrongCallError: If the need asks for what does not exist.
    """
    asked, partners = lists.read_need(file), lists.read_partners(listed)
    say(f"Looking for coalitions among {len(partners):,} partners")
    try:
        return _said(coalitions.propose_from_list(asked, partners, encoder))
    except coalitions.UnfitError as error:
        raise WrongCallError(str(error)) from None


def coalitions_of_need(engine: Engine, key: str, encoder: Encoder) -> dict[str, Any]:
    """Return the coalitions for a need of the register among all its partners but those that its entity excludes.

    :raises NotFoundError: If there is no such need.
    """
    say("Looking for coalitions among the partners of the register")
    return _said(coalitions.propose(caller(engine), key, encoder))


def _said(found: Proposed) -> dict[str, Any]:
    """Return the ranked coalitions in the shape of the contract; without verdicts nobody is screened."""
    assembly, verdicts = found.assembly, found.verdicts
    proposal = assembly.proposal
    infeasible = proposal.infeasible
    return {
        "need": assembly.need.id,
        "synthetic": any(profile.partner.origin.synthetic for profile in assembly.reach.pool.profiles),
        "pool": proposal.pool,
        "solved": proposal.solved,
        "excluded": len(assembly.excluded),
        "facets": [_facet(facet) | {"weight": round(facet.weight, DIGITS)} for facet in assembly.coverage.facets],
        "coalitions": [
            {"rank": rank, **_coalition(assembly, choice, verdicts)}
            for rank, choice in enumerate(proposal.choices, start=1)
        ],
        "infeasible": None if infeasible is None else {"relax": list(infeasible.relax), "advice": infeasible.advice},
    }


def _coalition(assembly: Assembly, choice: Choice, verdicts: Verdicts | None) -> dict[str, Any]:
    seating = assembly.seating(choice.members)
    seats = places(assembly.coverage, choice, assembly.profiles, assembly.need)
    un_side = un_places([assembly.need.entity] if assembly.need.entity else [], seats)
    size = SizeClass.of(len(choice.members))
    swaps = {seat.holder: [each.partner for each in assembly.alternates(choice, seat.holder)] for seat in seats}
    gains = {gain.member: gain for gain in seating.gains}
    rows = dict(zip(choice.members, assembly.coverage.rows_of(choice.members), strict=True))
    return {
        "members": list(choice.members),
        "coverage": round(choice.coverage, DIGITS),
        "cost": round(choice.cost, DIGITS),
        "value": round(choice.value, DIGITS),
        "bound": round(choice.bound, DIGITS),
        "gap": round(choice.gap, DIGITS),
        "size_class": size.value,
        "published_percent": read_size_classes()[size].percent,
        "seats": [
            _seat(assembly, choice, seat)
            | {
                "gain": round(gains[seat.holder].gain, DIGITS),
                "loses": [_facet(facet) for facet in gains[seat.holder].loses],
            }
            for seat in seats
        ],
        "un_side": [{"entity": seat.holder, "role": seat.role.value, "why": seat.why.value} for seat in un_side],
        "cells": {who: [round(cell, DIGITS) for cell in assembly.coverage.cells[rows[who]].tolist()] for who in rows},
        "uncovered": [_facet(facet) for facet in seating.uncovered],
        "checklist": [
            {
                "criterion": mark.criterion.value,
                "met": mark.met,
                "asked": mark.asked,
                "score": mark.score,
                "facts": list(mark.facts),
                "quotes": [{"who": quote.who, "text": quote.text} for quote in mark.quotes],
            }
            for mark in checklist(assembly.coverage, choice, assembly.profiles, assembly.need)
        ],
        "fairness": _fairness(assembly, choice),
        "verdicts": {seat.holder: _rolled_up(seat.holder, choice.members, verdicts, swaps) for seat in un_side},
    }


def _seat(assembly: Assembly, choice: Choice, seat: ProposedSeat) -> dict[str, Any]:
    partner = assembly.profiles[seat.holder].partner
    facets = served(assembly.coverage, choice, seat.holder)
    return {
        "partner": seat.holder,
        "name": partner.name,
        "kind": partner.kind.value,
        "role": seat.role.value,
        "why": seat.why.value,
        "serves": list(facets),
        "evidence": [
            {"facet": number, "left": pair.left, "right": pair.right, "closeness": pair.closeness}
            for number in facets
            for pair in assembly.evidence(seat.holder, number)[:1]
        ],
        "alternates": [
            {"partner": each.partner, "change": round(each.change, DIGITS)}
            for each in assembly.alternates(choice, seat.holder)
        ],
    }


def _rolled_up(
    entity: str, members: Sequence[str], verdicts: Verdicts | None, swaps: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """What the coalition is for an entity: no better than its worst member (R11 ¶50: one puts all at risk)."""
    if verdicts is None or entity not in verdicts.policies:
        return {
            "ruling": UNSCREENED,
            "member": "",
            "rule": "",
            "swap": "",
            "members": dict.fromkeys(members, UNSCREENED),
        }
    found = roll_up(entity, members, verdicts, swaps)
    return {
        "ruling": found.ruling.value,
        "member": found.member,
        "rule": found.rule.id if found.rule else "",
        "swap": found.swap,
        "members": {member: verdicts.ruling(entity, member).value for member in members},
    }


def _fairness(assembly: Assembly, choice: Choice) -> dict[str, Any]:
    found = fairness(
        (assembly.profiles[member].partner for member in choice.members),
        (profile.partner for profile in assembly.reach.pool.profiles),
    )
    return {
        "msme": _share(found.small),
        "msme_in_pool": _share(found.small_in_pool),
        "national_company": _share(found.national),
        "national_company_in_pool": _share(found.national_in_pool),
    }


def _facet(facet: Facet) -> dict[str, Any]:
    return {"kind": facet.kind.value, "text": facet.text}


def _share(share: Share) -> dict[str, Any]:
    return {"count": share.count, "of": share.total, "share": share.share}


def coalition(
    need: Annotated[str | None, typer.Option(help="A need of the register, by its id.")] = None,
    file: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="A need as JSON.")] = None,
    partners: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="CSV with id,text; goes with --file.")
    ] = None,
) -> None:
    """Propose sets of partners that together cover a need: of the register, or of a file with a list of partners."""
    if (need is None) == (file is None) or (file is None) != (partners is None):
        raise WrongCallError("give either --need ID, or --file need.json with --partners P.csv")
    if file is not None and partners is not None:
        emit(coalitions_of_file(file, partners, encoding.open_encoder()))
    elif need is not None:
        emit(coalitions_of_need(open_filled(say), need, encoding.open_encoder()))
