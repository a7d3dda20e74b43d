"""Short ways to write down profiles and needs, and Hypothesis strategies of them."""

from __future__ import annotations

from hypothesis import strategies as st

from matching.records import ALWAYS, Affiliate, Capability, Kind, Need, Origin, Partner, Period, Profile, Resource, Size

HERE = Origin("test", synthetic=True)

# Enough words in four scripts for texts that are alike and unlike.
_WORDS = """
    solar water pump irrigation farmer mobile payment refugee vaccine hospital forest carbon school teacher training
    logistics truck satellite insurance loan women youth pompe eau agriculteur насос вода фермер 水泵 农民 疫苗 مضخة
"""
WORDS = _WORDS.split()
COUNTRIES = ("MLI", "KEN", "FRA", "CHN")


def profile(
    id: str,
    text: str,
    *,
    kind: Kind = Kind.NGO,
    size: Size | None = None,
    home: str = "",
    countries: tuple[str, ...] = (),
    sectors: tuple[str, ...] = (),
    sdgs: tuple[int, ...] = (),
    resources: tuple[Resource, ...] = (),
    period: Period = ALWAYS,
    affiliates: tuple[Affiliate, ...] = (),
) -> Profile:
    partner = Partner(id, f"Partner {id}", kind, HERE, size, home, countries, sectors, sdgs, affiliates=affiliates)
    return Profile(partner, (Capability(f"{id}-1", id, text, HERE, resources=resources, period=period),))


def need(
    id: str,
    text: str,
    *,
    title: str = "",
    countries: tuple[str, ...] = (),
    sectors: tuple[str, ...] = (),
    sdgs: tuple[int, ...] = (),
    resources: tuple[Resource, ...] = (),
    period: Period = ALWAYS,
) -> Need:
    return Need(
        id,
        "FAO",
        title,
        text,
        HERE,
        sdgs=sdgs,
        countries=countries,
        resources=resources,
        sectors=sectors,
        period=period,
    )


def texts(least: int = 0, most: int = 12) -> st.SearchStrategy[str]:
    """Texts of known words, some of them cut into sentences."""
    sentence = st.lists(st.sampled_from(WORDS), min_size=least, max_size=most).map(" ".join)
    return st.lists(sentence, min_size=1, max_size=3).map(lambda found: ". ".join(s.capitalize() for s in found))


def _facts(draw: st.DrawFn) -> tuple[tuple[str, ...], tuple[int, ...], tuple[Resource, ...]]:
    return (
        tuple(draw(st.lists(st.sampled_from(COUNTRIES), max_size=2, unique=True))),
        tuple(draw(st.lists(st.integers(1, 17), max_size=3, unique=True))),
        tuple(draw(st.lists(st.sampled_from(list(Resource)), max_size=2, unique=True))),
    )


@st.composite
def needs(draw: st.DrawFn, id: str = "need") -> Need:
    countries, sdgs, resources = _facts(draw)
    return need(id, draw(texts()), countries=countries, sdgs=sdgs, resources=resources)


@st.composite
def pools(draw: st.DrawFn, most: int = 6) -> list[Profile]:
    found = []
    for number in range(draw(st.integers(1, most))):
        countries, sdgs, resources = _facts(draw)
        sectors = tuple(draw(st.lists(st.sampled_from(("energy", "health", "finance")), max_size=1)))
        size = draw(st.sampled_from((None, *Size)))
        found.append(
            profile(
                f"p{number}",
                draw(texts()),
                size=size,
                countries=countries,
                sectors=sectors,
                sdgs=sdgs,
                resources=resources,
            )
        )
    return found
