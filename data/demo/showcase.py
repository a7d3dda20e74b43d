"""The one need that guides and journeys walk through, and partners planted that fit four of its five facets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from data.demo.chance import Setting
from data.demo.grammar import expand
from data.demo.network import Trap, TrapKind
from data.demo.partners import PartnerDraft
from data.demo.words import FOLDER, lines, load, niches
from matching.records import Capability, Facet, FacetKind, Need, Period, Resource

NICHE = "vaccine_cold_chain"
COUNTRY = "MLI"
# Planted partners: no more than this, and never more than one partner in ten.
_PLANTS = 8
# So many of them are firms of the country, from sections where such a trade does not surprise.
_LOCAL = 3
_HANDY = ("C", "D", "Q", "H", "G")


def showcase_need(setting: Setting, identity: str) -> Need:
    """Return UNICEF's need for a cold chain in Mali, with five facets."""
    words = load(FOLDER / "showcase.yaml")
    return Need(
        id=identity,
        entity="UNICEF",
        title=words["title"],
        text=words["text"],
        origin=setting.origin,
        sdgs=(3, 7, 9),
        countries=(COUNTRY,),
        resources=(Resource.TECHNOLOGY, Resource.EXPERTISE, Resource.LOGISTICS),
        sectors=("C", "vaccine cold chain"),
        type="multi_stakeholder",
        urgency="high",
        period=Period(setting.today + timedelta(days=60), setting.today + timedelta(days=790)),
        facets=tuple(Facet(identity, FacetKind(kind), text, weight) for kind, text, weight in words["facets"]),
    )


def plant_showcase(
    setting: Setting, drafts: Sequence[PartnerDraft], capabilities: Sequence[Capability]
) -> tuple[dict[str, PartnerDraft], dict[str, Capability], list[Trap]]:
    """Return changed drafts and capabilities by id, and the traps: each planted partner fits four of five facets."""
    words = load(FOLDER / "showcase.yaml")
    chosen = _chosen(drafts)
    niche = next(niche for niche in niches() if niche.id == NICHE)
    texts = {capability.id: capability for capability in capabilities}
    changed: dict[str, PartnerDraft] = {}
    written: dict[str, Capability] = {}
    traps = []
    for position, draft in enumerate(chosen):
        dice = setting.dice("showcase", draft.partner.id)
        countries = tuple(sorted({*draft.partner.countries, COUNTRY}))
        sectors = tuple(dict.fromkeys((niche.section, niche.label, *draft.partner.sectors)))
        partner = replace(draft.partner, countries=countries, sectors=sectors)
        trades = (niche, *(trade for trade in draft.niches[1:] if trade is not niche))
        changed[draft.partner.id] = replace(draft, partner=partner, niches=trades)
        left_out = position % 4
        told = [dice.pick(lines(block)) for index, block in enumerate(words["says"]) if index != left_out]
        form = " ".join(
            [f"{draft.name.short} works in Mali.", *dice.shuffled(told), dice.pick(lines(words["closing"]))]
        )
        first = texts[f"{draft.partner.id}-c1"]
        written[first.id] = replace(
            first,
            text=expand(form, str, dice).replace(
                "works in Mali", dice.pick(["works in Mali", "has an office in Bamako"])
            ),
            language="en",
            countries=tuple(sorted({*first.countries, COUNTRY})),
            resources=(Resource.TECHNOLOGY, Resource.EXPERTISE, Resource.LOGISTICS),
        )
        missing = words["facets"][left_out][1]
        traps.append(Trap(TrapKind.SHOWCASE, (draft.partner.id,), f"fits all of the showcase need but: {missing}"))
    return changed, written, traps


def _chosen(drafts: Sequence[PartnerDraft]) -> list[PartnerDraft]:
    """Return who is planted: a few firms of the country whatever they do, then firms of the trade, nearest first."""
    links = {link.partner for draft in drafts for link in draft.partner.affiliates}
    firms = [draft for draft in drafts if draft.partner.size and draft.partner.id not in links]
    local = [draft for draft in firms if draft.partner.country == COUNTRY and not draft.partner.affiliates]
    local.sort(key=lambda draft: (draft.niches[0].section not in _HANDY, draft.partner.id))
    trade = [draft for draft in firms if draft.niches[0].id == NICHE and draft.partner.country != COUNTRY]
    trade.sort(key=lambda draft: (COUNTRY not in draft.partner.countries, draft.partner.id))
    wanted = min(_PLANTS, len(drafts) // 10)
    few = local[: min(_LOCAL, wanted // 2)]
    return [*few, *trade[: wanted - len(few)]]
