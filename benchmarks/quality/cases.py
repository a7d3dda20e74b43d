"""The documented partnerships: does a need find those who met it, and does an offer find the entity that took it?"""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from benchmarks.quality.offers import Asked
from benchmarks.quality.tasks import Task, need, profile
from data.cases import read_case_partners, read_cases
from data.demo.generation import generate
from matching.records import Profile

# Distractors from the demo network: as many again as the cases have partners, several times over.
DISTRACTORS = 300
_SEED = 310


def case_task() -> Task:
    """Return the task: the need of a case, in each language it is told in -> its members among all profiles."""
    profiles = members_and_distractors()
    needs, relevant = [], {}
    for case in read_cases():
        for language in sorted(case.texts) if case.partners else ():
            asked = case.need_in(language)
            needs.append(need(asked.id, "\n".join(asked.texts), asked.origin.source))
            relevant[asked.id] = frozenset(partner.id for partner in case.partners)
    title = f"need of a documented partnership -> its partners among {len(profiles)}"
    return Task("documented cases: need to partner", title, tuple(needs), profiles, relevant)


@cache
def members_and_distractors() -> tuple[Profile, ...]:
    """Return the members of all cases and `DISTRACTORS` synthetic partners.

    Countries, Goals and resources of a case stand on both sides and would give the answer away: only texts are kept.
    """
    said: defaultdict[str, list[str]] = defaultdict(list)
    for case in read_cases():
        for partner, capability in zip(case.partners, case.capabilities, strict=True):
            said[partner.id].append(capability.text)
    members = (
        profile(partner.id, said[partner.id], "documented cases", partner.kind) for partner in read_case_partners()
    )
    return (*members, *_distractors())


def case_questions() -> list[Asked]:
    """Return what was sought and offered in each case, in English and Chinese, with the entities that took part."""
    return [
        Asked(
            id=f"case-{case.id}-{language}",
            language=language,
            text=f"{text.offer} {text.need}",
            entity=case.engagement.entities[0],
            also=frozenset(case.engagement.entities[1:]),
        )
        for case in read_cases()
        for language, text in sorted(case.texts.items())
    ]


def _distractors() -> list[Profile]:
    network = generate(_SEED, partners=DISTRACTORS, needs=0, engagements=0)
    said: defaultdict[str, list[str]] = defaultdict(list)
    for capability in network.capabilities:
        said[capability.partner].append(capability.text)
    return [profile(partner.id, said[partner.id], "demo", partner.kind, synthetic=True) for partner in network.partners]
