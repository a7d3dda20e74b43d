"""A small country to convene in: needs, partners, and a coverage written by hand."""

from __future__ import annotations

from matching.coalitions import Coverage
from matching.convening import Priority
from matching.records import Facet, FacetKind, Kind, Need, Origin, Partner, Profile, Size

INVENTED = Origin("a test", synthetic=True)


def need(id: str, facets: int = 2, **fields: object) -> Need:
    """Return an open need of Mali with so many capabilities of the same weight."""
    asked = tuple(Facet(id, FacetKind.CAPABILITY, f"{id} {number}") for number in range(facets))
    stated = {"countries": ("MLI",), "facets": (*asked, Facet(id, FacetKind.COUNTRY, "MLI")), **fields}
    return Need(id, "UNICEF", f"Title of {id}", f"Text of {id}", INVENTED, **stated)  # type: ignore[arg-type]


def profile(id: str, home: str = "MLI", **fields: object) -> Profile:
    """Return a small firm of Mali."""
    stated = {"size": Size.MSME, "country": home, **fields}
    return Profile(Partner(id, f"Name of {id}", Kind.NATIONAL_COMPANY, INVENTED, **stated))  # type: ignore[arg-type]


def coverage(asked: tuple[Priority, ...], rows: dict[str, list[float]]) -> Coverage:
    """Return a coverage of the priorities' facets in their order, all priorities of one weight."""
    facets = [
        Facet(each.id, facet.kind, facet.text, facet.weight / len(asked)) for each in asked for facet in each.facets
    ]
    return Coverage.of(facets, rows)
