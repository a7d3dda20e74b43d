"""The one need that guides and journeys walk through, and partners planted that fit four of its five facets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from data.demo.grammar import expand
from data.demo.network import Trap, TrapKind
from data.demo.partners import Draft
from data.demo.setting import Setting
from data.demo.words import FOLDER, lines, load
from matching.records import Capability, Facet, FacetKind, Need, Period, Resource

NICHE = "vaccine_cold_chain"
COUNTRY = "MLI"
# Planted partners: no more than this, and never more than one partner in ten.
_PLANTS = 8


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
    setting: Setting, drafts: Sequence[Draft], capabilities: Sequence[Capability]
) -> tuple[dict[str, Draft], dict[str, Capability], list[Trap]]:
    """Return changed drafts and capabilities by id, and the traps: each planted partner fits four of five facets."""
    words = load(FOLDER / "showcase.yaml")
    fitting = [draft for draft in drafts if draft.niches[0].id == NICHE and draft.partner.size]
    fitting.sort(key=lambda draft: (COUNTRY not in draft.partner.countries, draft.partner.id))
    chosen = fitting[: min(_PLANTS, len(drafts) // 10)]
    texts = {capability.id: capability for capability in capabilities}
    changed: dict[str, Draft] = {}
    written: dict[str, Capability] = {}
    traps = []
    for position, draft in enumerate(chosen):
        dice = setting.dice("showcase", draft.partner.id)
        countries = tuple(sorted({*draft.partner.countries, COUNTRY}))
        changed[draft.partner.id] = replace(draft, partner=replace(draft.partner, countries=countries))
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
