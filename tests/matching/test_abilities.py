"""The same ability is known by its names in all languages."""

import numpy as np
import pytest

from acts.reference import vocabulary
from matching.capabilities import Vocabulary
from matching.pool import Pool
from matching.reading import Reading
from matching.records import Ability, Capability, Kind, Origin, Partner, Profile
from matching.signals import ability_fit
from matching.signals.lexical import Terms

PUMPS = Ability("pumps", {"en": ("water pump", "borehole pump"), "fr": ("pompe à eau",), "zh": ("水泵",)})
TENTS = Ability("tents", {"en": ("family tent",), "fr": ("tente familiale",), "zh": ("帐篷",)})
KNOWN = Vocabulary((PUMPS, TENTS))
ORIGIN = Origin("test")


def fits(need: str, *profiles: str) -> list[float]:
    read = Reading.of([[text] for text in profiles])
    named = [list(each) for each in read.abilities(KNOWN)]
    return [float(value) for value in ability_fit(Reading.of([[need]]), KNOWN, Terms.of(named))[0]]


@pytest.mark.parametrize(
    "need", ["Des pompes à eau pour les villages de la région", "急需水泵", "We seek pumps for water"]
)
def test_a_need_finds_the_ability_in_another_language(need: str) -> None:
    first, second = fits(need, "We build water pumps for farms and towns.", "We sew each family tent ourselves.")
    assert first > 0 == second


def test_a_need_that_names_no_known_ability_knows_nothing() -> None:
    assert np.isnan(fits("Choir lessons for the elderly", "We build water pumps.")).all()


def test_a_stem_alone_is_no_name() -> None:
    spices = Vocabulary((Ability("spices", {"en": ("seasoning",)}),))
    found = Reading.of([["The rainy season came late to the hills."], ["We sell seasonings to the kitchens."]])
    assert [list(each) for each in found.abilities(spices)] == [[], ["spices"]]


def test_the_reference_names_each_ability_in_all_six_languages() -> None:
    abilities = vocabulary().abilities
    assert len(abilities) >= 800
    assert len({ability.id for ability in abilities}) == len(abilities)
    assert all(ability.named[spoken] for ability in abilities for spoken in ("ar", "en", "es", "fr", "ru", "zh"))


@pytest.mark.parametrize(
    ("name", "text", "paper"),
    [
        ("Lotus Capital I", "Lotus Capital I is a blank check company formed to merge with a business.", True),
        ("Fondo de Inversion Norte", "It invests in private fixed income.", True),
        ("Bank Notes 6.5%", "These are debt securities issued by the bank.", True),
        ("Child Health Trust", "The trust runs clinics for children in four districts.", False),
        ("Delta Bank", "Delta Bank lends to small firms, and sells an index fund to savers.", False),
    ],
)
def test_who_exists_on_paper_alone_is_told_from_who_does_something(name: str, text: str, paper: bool) -> None:
    profile = Profile(Partner("p", name, Kind.OTHER, ORIGIN), (Capability("p#1", "p", text, ORIGIN),))
    assert Pool.of([profile]).on_paper == (frozenset({"p"}) if paper else frozenset())
