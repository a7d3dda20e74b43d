"""Direct and adjacent (R17 Box 4)."""

from matching.pool import Pool
from matching.ranking import rank
from matching.records import Profile, Shelf
from tests.matching.builders import need, profile


def shelves(asked_sectors: tuple[str, ...], *profiles: Profile) -> dict[str, Shelf]:
    asked = need("n", "solar water pumps for farmers", sectors=asked_sectors)
    return {match.partner: match.shelf for match in rank(asked, Pool.of(profiles)).matches}


ENERGY = profile("energy", "solar water pumps and panels", sectors=("Energy",))
GAMES = profile("games", "solar car games that teach farmers", sectors=("Software",))
MUTE = profile("mute", "water tanks and pumps for villages")


def test_a_partner_of_another_sector_than_the_need_names_is_adjacent() -> None:
    assert shelves(("ENERGY",), ENERGY, GAMES, MUTE) == {
        "energy": Shelf.DIRECT,
        "games": Shelf.ADJACENT,
        "mute": Shelf.DIRECT,
    }


def test_a_partner_with_one_foot_in_the_sector_is_direct() -> None:
    both = profile("both", "solar water pumps and games", sectors=("Software", "Energy"))
    assert shelves(("energy",), both) == {"both": Shelf.DIRECT}


def test_a_need_without_sectors_is_about_those_of_its_nearest_texts() -> None:
    several = [profile(f"energy{n}", f"solar water pumps for farmers {n}", sectors=("energy",)) for n in range(5)]
    others = [profile(f"bank{n}", f"loans and savings for women in town {n}", sectors=("finance",)) for n in range(9)]
    found = shelves((), *several, *others, GAMES)
    assert found["games"] is Shelf.ADJACENT
    assert found["energy0"] is Shelf.DIRECT


def test_where_sectors_are_unknown_everybody_is_direct() -> None:
    assert set(shelves((), MUTE, profile("other", "solar boats on the water")).values()) == {Shelf.DIRECT}
