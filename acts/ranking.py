"""What is ranked, read as what everybody may see; what a typed text asks for; what somebody keeps of what is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Engine

from acts.act import Caller, look
from data import embedding, needs, partners, shortlists, vectors
from data.database import transaction
from data.identity import redirects_stamp
from data.loading import loaded
from data.shortlists import Entry
from data.signals import signalled_resources
from matching.policy import Right
from matching.ports import Encoder, Vectors
from matching.records import Need, Origin, Profile
from matching.text import language
from models.sdg import SdgTagger

__all__ = ["ASKED", "Entry", "VectorMemory", "drop", "edition", "keep", "needs_and_profiles", "shortlist", "typed_need"]

ASKED = "asked"  # id of a need or an offer that was typed and is in no register
TYPED = Origin("typed by the viewer")


def edition(engine: Engine) -> str:
    """Return a text that changes when other needs or partners are in the database; the same for everybody."""
    with transaction(engine) as opened:
        count, merged = partners.count(opened), redirects_stamp(opened)
    sets = sorted(f"{name}:{each.edition}" for name, each in loaded(engine).items())
    return " ".join([*sets, str(count), merged])


def needs_and_profiles(engine: Engine) -> tuple[tuple[Need, ...], tuple[Profile, ...]]:
    """Return all needs, and all partners with what they can do, each in order of id."""
    with transaction(engine) as opened:
        return tuple(needs.all_(opened)), tuple(partners.profiles(opened))


def typed_need(text: str, tagger: SdgTagger | None) -> Need:
    """Return a typed text as a need, with what its words signal; without Goals while there is no tagger."""
    goals = tuple(sorted(tagger.tag([text])[0].sdgs)) if tagger else ()
    named = tuple(signalled_resources(text))
    return Need(ASKED, "", "", text, TYPED, language=str(language(text)), sdgs=goals, resources=named)


class VectorMemory:
    """Vectors in the database: those that are remembered, and a way to make what is missing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def load(self, encoder: str, texts: Sequence[str]) -> Mapping[str, Vectors]:
        """Return the vectors that are remembered, by text."""
        with transaction(self._engine) as asked:
            return vectors.load(asked, encoder, texts)

    def work(self, encoder: Encoder, texts: Sequence[str]) -> Iterator[int]:
        """Make what is missing, or watch the process that does; yield how many texts have a vector."""
        return (each.done for each in embedding.work(self._engine, encoder, texts))


def shortlist(by: Caller) -> tuple[Entry, ...]:
    """Return what the caller has kept, oldest first."""
    with look(by, Right.RANK_PARTNERS) as opened:
        return shortlists.of_viewer(opened, by.user)


def keep(by: Caller, partner: str, need: str) -> None:
    """Put a partner on the caller's shortlist, for a need of the register or for none ("")."""
    with look(by, Right.RANK_PARTNERS) as opened:
        shortlists.add(opened, by.user, partner, need)


def drop(by: Caller, partner: str, need: str) -> None:
    """Take a partner off the caller's shortlist."""
    with look(by, Right.RANK_PARTNERS) as opened:
        shortlists.remove(opened, by.user, partner, need)
