"""What is planted to be found: double registrations, thin profiles, groups, texts that name everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from data.demo.chance import Dice, Setting
from data.demo.names import respelled
from data.demo.network import Trap, TrapKind
from data.demo.partners import PartnerDraft
from data.demo.showcase import plant_showcase
from data.demo.words import niches
from matching.records import Capability

# Of every hundred partners so many are registered twice, thin, or stuffed with key words.
_TWICE, _THIN, _STUFFED = 1.0, 1.2, 0.4
_FILLER = ("and more", "worldwide", "for all sectors", "turnkey", "end to end")


def plant(
    setting: Setting, drafts: Sequence[PartnerDraft], capabilities: Sequence[Capability]
) -> tuple[list[PartnerDraft], list[Capability], list[Trap]]:
    """Return partners and capabilities with traps among them, and the list of traps; numbers and ids stay the same."""
    partners = {draft.partner.id: draft for draft in drafts}
    texts = {capability.id: capability for capability in capabilities}
    changed, written, traps = plant_showcase(setting, drafts, capabilities)
    partners |= changed
    texts |= written
    linked = {affiliate.partner for draft in drafts for affiliate in draft.partner.affiliates}
    free = [
        draft.partner.id
        for draft in drafts
        if draft.partner.id not in changed and draft.partner.id not in linked and not draft.partner.affiliates
    ]
    order = setting.dice("traps").shuffled(free)
    # Never more than a third of those who are free, whatever the size.
    pairs = min(round(len(drafts) * _TWICE / 100), len(order) // 6)
    thin = min(round(len(drafts) * _THIN / 100), len(order) // 6)
    stuffed = min(round(len(drafts) * _STUFFED / 100), len(order) // 6)
    for first, second in zip(order[:pairs], order[pairs : 2 * pairs], strict=True):
        traps.append(_register_twice(setting, first, second, partners, texts))
    for partner in order[2 * pairs : 2 * pairs + thin]:
        traps.append(_thin_out(setting, partner, partners, texts))
    for partner in order[2 * pairs + thin : 2 * pairs + thin + stuffed]:
        traps.append(_stuff(setting, partner, texts))
    traps += [_group(draft) for draft in partners.values() if len(draft.partner.affiliates) > 1]
    kept = [texts[capability.id] for capability in capabilities if capability.id in texts]
    return [partners[draft.partner.id] for draft in drafts], kept, traps


def _register_twice(
    setting: Setting, first: str, second: str, partners: dict[str, PartnerDraft], texts: dict[str, Capability]
) -> Trap:
    """Make the second partner a second registration of the first, by another clerk with another spelling."""
    dice = setting.dice("twice", second)
    original, copy = partners[first], partners[second]
    name = respelled(original.partner.name, dice)
    partner = replace(
        original.partner,
        id=second,
        name=name,
        aliases=(),
        identifiers=copy.partner.identifiers,
        website=original.partner.website if dice.chance(0.5) else "",
        affiliates=(),
    )
    partners[second] = replace(original, partner=partner, niches=original.niches)
    theirs = _of(first, texts)
    for number, capability in enumerate(_of(second, texts), 1):
        if number > len(theirs):
            del texts[capability.id]
            continue
        text = _retold(theirs[number - 1].text, dice)
        texts[capability.id] = replace(theirs[number - 1], id=capability.id, partner=second, text=text)
    return Trap(TrapKind.NEAR_DUPLICATE, (first, second), f"{original.partner.name} = {name}")


def _retold(text: str, dice: Dice) -> str:
    """Return the text as an older version of itself: a sentence fewer, or the last put first."""
    parts = text.split(". ")
    if len(parts) < 3:
        return f"{text} {dice.pick(['Contact us.', 'Since then.', 'Brochure on request.'])}"
    drop = dice.number(1, len(parts) - 1)
    return ". ".join(part for index, part in enumerate(parts) if index != drop)


def _thin_out(setting: Setting, partner: str, partners: dict[str, PartnerDraft], texts: dict[str, Capability]) -> Trap:
    """Leave of the partner's texts a few words that say nothing to rank by."""
    dice = setting.dice("thin", partner)
    draft = partners[partner]
    for number, capability in enumerate(_of(partner, texts)):
        if number:
            del texts[capability.id]
            continue
        text = dice.pick(
            [draft.name.short, f"{draft.name.short}, see website", "tbd", "General trade", "Company profile"]
        )
        texts[capability.id] = replace(capability, text=text, resources=(), sdgs=())
    return Trap(TrapKind.THIN_PROFILE, (partner,), "too little text to judge")


def _stuff(setting: Setting, partner: str, texts: dict[str, Capability]) -> Trap:
    """Make the partner's first text name thirty niches and prove none."""
    dice = setting.dice("stuffed", partner)
    labels = [f"{niche.label}" for niche in dice.sample(niches(), 30)]
    labels = [f"{label} {dice.pick(_FILLER)}" if dice.chance(0.2) else label for label in labels]
    first = _of(partner, texts)[0]
    opening = dice.pick(["Your partner for", "We do", "One-stop solutions in", "Leading experts in"])
    texts[first.id] = replace(first, text=f"{opening} {', '.join(labels)}.", language="en")
    return Trap(TrapKind.KEYWORD_STUFFING, (partner,), "names thirty fields without a fact")


def _group(draft: PartnerDraft) -> Trap:
    members = (draft.partner.id, *(affiliate.partner for affiliate in draft.partner.affiliates))
    return Trap(TrapKind.GROUP, members, f"group of {draft.name.short}")


def _of(partner: str, texts: dict[str, Capability]) -> list[Capability]:
    numbers = (f"{partner}-c{number}" for number in range(1, 10))
    return [texts[identity] for identity in numbers if identity in texts]
