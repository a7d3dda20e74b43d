"""Profiles and needs for tests of coalitions; what is not said is left out."""

from __future__ import annotations

from matching.records import Capability, Kind, Need, Origin, Partner, Profile, Resource

INVENTED = Origin("a test", synthetic=True)


def profile(id: str, text: str = "", resources: tuple[Resource, ...] = (), **fields: object) -> Profile:
    """Return a partner that says `text` and offers `resources`; an NGO unless told otherwise."""
    partner = Partner(**{"id": id, "name": f"Name of {id}", "kind": Kind.NGO, "origin": INVENTED, **fields})  # type: ignore[arg-type]
    said = text or f"Partner {id} mends water pumps, trains village crews and keeps spare parts."
    return Profile(partner, (Capability(f"{id}-1", id, said, INVENTED, resources=resources),))


def need(text: str = "We seek cold rooms and training of technicians.", **fields: object) -> Need:
    """Return a need of UNICEF."""
    return Need(**{"id": "n", "entity": "UNICEF", "title": "", "text": text, "origin": INVENTED, **fields})  # type: ignore[arg-type]
