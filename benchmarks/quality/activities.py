"""IATI activities of UN publishers: does a long project text find the organisation that published it?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from defusedxml import ElementTree

from benchmarks.quality.tasks import REAL, Task, need, profile
from matching.records import Entity

_FOLDER = REAL / "iati"
_SOURCE = "IATI files of UN publishers"
# UNOPS carries out other entities' projects: no reader could tell from the text that they are its own.
_PUBLISHERS = {
    "fao": "FAO",
    "ifad": "IFAD",
    "unesco": "UNESCO",
    "unido": "UNIDO",
    "unitaid": "Unitaid",
    "unrwa": "UNRWA",
    "unwomen": "UN Women",
    "wfp": "WFP",
}
# One publisher must not decide the mean; which activities stay is decided by a hash.
_MOST = 40
_LEAST = 200


@dataclass(frozen=True, slots=True)
class Activity:
    """One published activity, its publisher's names taken out of the text."""

    id: str
    entity: str
    text: str


def activities(entities: Iterable[Entity]) -> list[Activity]:
    """Return up to `_MOST` activities of each publisher in order of id; none when the files are absent."""
    named = {entity.id: entity for entity in entities}
    chosen: list[Activity] = []
    for stem, owner in _PUBLISHERS.items():
        path = _FOLDER / f"{stem}.xml"
        if path.exists():
            found = {text: name for name, text in _read(path, named[owner]) if len(text) >= _LEAST}
            drawn = sorted(found.items(), key=lambda item: blake2b(item[1].encode(), digest_size=8).digest())
            chosen += [Activity(f"activity-{name}", owner, text) for text, name in drawn[:_MOST]]
    return sorted(chosen, key=lambda activity: activity.id)


def activity_task(entities: Iterable[Entity], texts: Mapping[str, tuple[str, ...]]) -> Task | None:
    """Return the task with the entities' `texts` as profiles, or None when the files are not beside the project."""
    listed = sorted(entities, key=lambda entity: entity.id)
    found = activities(listed)
    if not found:
        return None
    profiles = tuple(profile(entity.id, texts[entity.id], "data/reference") for entity in listed)
    needs = tuple(need(activity.id, activity.text, _SOURCE) for activity in found)
    relevant = {activity.id: frozenset({activity.entity}) for activity in found}
    title = f"long text of an activity -> its publisher among {len(profiles)} entities"
    return Task("iati activities: text to publisher", title, needs, profiles, relevant)


def _read(path: object, owner: Entity) -> Iterator[tuple[str, str]]:
    names = _names(owner)
    for element in ElementTree.parse(str(path)).getroot().iter("iati-activity"):
        narratives: defaultdict[str, list[str]] = defaultdict(list)
        for part in ("title", "description"):
            for told in element.findall(f"{part}/narrative"):
                narratives[part].append((told.text or "").strip())
        text = "\n".join(dict.fromkeys(text for texts in narratives.values() for text in texts if text))
        yield (element.findtext("iati-identifier") or "").strip(), names.sub("the agency", text)


def _names(entity: Entity) -> re.Pattern[str]:
    """The entity's own names, which would make the question too easy."""
    spellings = sorted({entity.id, *entity.names.values(), *entity.aliases}, key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in spellings), re.IGNORECASE)
