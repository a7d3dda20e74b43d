"""How a need is worded: what is wrong, what is sought, under which conditions, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from data.demo.chance import Dice
from data.demo.grammar import expand
from data.demo.telling import Story, Teller, capitalised, length
from data.demo.words import Niche, country_in_text, country_name
from matching.records import Kind, Resource

_SECTIONS = ("need_conditions", "need_time", "need_conditions", "need_resources", "need_conditions")


@dataclass(frozen=True, slots=True)
class NeedBrief:
    """What a need says, before it is put into words."""

    entity: str
    niche: Niche
    language: str
    countries: tuple[str, ...]
    sought: tuple[str, ...]
    resources: tuple[Resource, ...]
    urgency: str
    today: date


class _Plea(Story):
    """A story told by an entity, which knows what it seeks."""

    def __init__(self, asked: NeedBrief, dice: Dice) -> None:
        since = asked.today.year - 12
        teller = Teller(
            asked.entity,
            Kind.OTHER,
            None,
            asked.countries[0],
            asked.countries,
            since,
            0,
            women_led=False,
            today=asked.today,
        )
        super().__init__(teller, asked.niche, asked.language, asked.resources, dice)

        words: dict[str, str] = self.forms["resource_words"]
        self.plain |= {
            "entity": asked.entity,
            "places": self.joined([country_in_text(code, self.language) for code in asked.countries]),
            "where": self.joined([country_name(code, self.language) for code in asked.countries]),
            "seeks": self.joined(asked.sought),
            "resource_words": self.joined([words[resource.value] for resource in asked.resources]),
        }


def request(asked: NeedBrief, dice: Dice) -> str:
    """Return the text of a need, 60 to 180 words."""
    plea = _Plea(asked, dice)
    words = dice.number(65, 150)
    parts = [plea.tell("need_opening"), plea.tell("need_ask")]
    if asked.urgency == "urgent":
        parts.append(plea.tell("need_urgent"))
    for section in dice.shuffled(_SECTIONS):
        if length(" ".join(parts), asked.language) >= words:
            break
        parts.append(plea.tell(section))
    return ("" if asked.language == "zh" else " ").join(parts)


def title(asked: NeedBrief, dice: Dice) -> str:
    """Return the title of a need: what, where."""
    titles = asked.niche.vocabularies[asked.language].pools["titles"]
    plea = _Plea(asked, dice)
    what = expand(dice.pick(titles), plea.fill, dice)
    form: str = plea.forms["title"]
    return capitalised(form.replace("{title}", what).replace("{country}", plea.fill("where")))
