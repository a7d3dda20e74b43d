"""Files on their way in: looked at, checked in, compared and loaded whole, and what is found in them at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from acts.act import Caller, look, note, note_shown
from acts.errors import NotAllowedError
from acts.identity import resolver
from data import engagements, partners, visibility
from data.approaches.reading import live_of_partners
from data.imports import batches, loading, remembered
from data.imports.asked import NOTHING, Asked
from data.imports.layouts import LAYOUTS
from data.imports.limits import MAX_UPLOAD, MIB
from data.imports.loading import Loaded
from data.imports.mapping import guess
from data.imports.reading import FORMATS, CancelledError, Look, Read
from data.imports.reading import look as look_at
from data.imports.reading import read as read_file
from data.imports.remembered import Remembered
from data.imports.rest import rest_of
from data.imports.trouble import UnreadableError
from matching.disclosure import Viewpoint, told_by_name
from matching.policy import Right
from matching.provenance import choose
from matching.records import Batch, Disclosure, RecordKind, UserRole, VeiledKind, Viewer, Visibility
from matching.uploads import Around, Finding, behind_contacts, contacts, found_in

__all__ = ["FORMATS", "LAYOUTS", "MAX_UPLOAD", "MIB", "CancelledError", "Findings", "Loaded", "Look", "Read"]
__all__ += [
    "Asked",
    "Remembered",
    "Sighted",
    "UnreadableError",
    "batches_of",
    "check_in",
    "findings",
    "first_look",
    "guess",
]
__all__ += ["load", "read", "rest_of"]


@dataclass(frozen=True, slots=True)
class Sighted:
    """What a file seems to be, what was asked of it, and which column is which field; None where it is no table."""

    look: Look
    columns: Remembered | None
    asked: Asked = NOTHING


@dataclass(frozen=True, slots=True)
class Findings:
    """What touches the engagements of an upload, gravest first, how many such there are, and who else is in touch.

    `names` are those of its partners, by id.
    """

    told: tuple[Finding, ...]
    count: int
    in_touch: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]


def first_look(by: Caller, entity: str, path: Path, name: str, asked: Asked = NOTHING) -> Sighted:
    """Return what a file seems to be; columns are mapped as the entity did before, else as guessed.

    A layout that is asked for decides what the table is; nothing is remembered then.

    :raises UnreadableError: If it cannot be read.
    :raises NotAllowedError: If it is brought in for another entity than the caller's.
    """
    seen = look_at(path, name, asked)
    if not seen.headers:
        return Sighted(seen, None, asked)
    guessed = Remembered(seen.format, seen.columns)
    if asked.layout:
        return Sighted(seen, guessed, asked)
    with look(_bringer(by, entity), Right.IMPORT) as opened:
        return Sighted(seen, remembered.recall(opened, entity, seen.headers) or guessed, asked)


def read(
    path: Path,
    name: str,
    sighted: Sighted,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Read:
    """Return all of a file, in a process of its own that can do nothing but read it.

    :raises UnreadableError: If it cannot be read.
    :raises CancelledError: If `cancelled` says so meanwhile.
    """
    mapped = sighted.columns
    layout, columns = (mapped.format, mapped.columns) if mapped else (sighted.look.format, None)
    asked = replace(sighted.asked, layout=layout, columns=columns)
    if mapped is not None:  # the same table as was looked at
        asked = replace(asked, sheet=sighted.look.sheet, header_row=sighted.look.header_row or None)
    return read_file(path, name, asked, progress, cancelled)


def check_in(
    by: Caller,
    entity: str,
    found: Read,
    path: Path,
    *,
    name: str,
    mapped: Remembered | None,
    told: Visibility | None = None,
) -> Batch:
    """Keep what was read as a batch that waits to be loaded, and how its columns were mapped; other rows stay out.

    Others are told of its records what the entity has set for new ones, unless `told` says otherwise.

    :raises NotAllowedError: If it is brought in for another entity than the caller's.
    """
    with look(_bringer(by, entity), Right.IMPORT) as opened:
        usual = visibility.default_for(opened, entity, VeiledKind.ENGAGEMENTS)
        if mapped is not None:
            remembered.remember(opened, entity, found.look.headers, mapped, by.user)
        reason = "" if told is Visibility.NAMED else "imported so"
        disclosure = Disclosure(entity, told, reason) if told else usual
        return loading.check_in(opened, found, path, name=name, importer=by.user, disclosure=disclosure)


def load(
    by: Caller,
    batch: Batch,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    keep: bool,
) -> Loaded:
    """Load a batch whole, noted for its entity; a preview (`keep` False) does the same and takes it back.

    :raises CancelledError: If `cancelled` says so; nothing was changed, and the batch waits as before.
    :raises NotFoundError: If there is no such batch.
    :raises NotAllowedError: If it is another entity's.
    """
    with look(_bringer(by, batch.entity), Right.IMPORT) as opened:
        watch = loading.Watch(progress, cancelled)
        done = loading.load(opened, batch.id, lambda sources: choose(sources).picked, resolver, watch, keep=keep)
        if keep and not done.again:
            note(opened, by, f"loaded {batch.file}", batch.id, batch.entity)
    return done


def findings(by: Caller, entity: str, done: Loaded) -> Findings:
    """Return what collides with an upload, and who else is in touch with its partners, as the entity may be told.

    The entities whose records stand behind the answer by name find that in their access logs.
    """
    view = Viewpoint(datetime.now(UTC), entity)
    touched = sorted(done.touched.get(RecordKind.PARTNER, ()))
    with look(by, Right.IMPORT) as opened:
        known = partners.some(opened, touched)
        around = Around(engagements.of_partners(opened, touched), live_of_partners(opened, touched), known)
        told, count = found_in(view, done.touched.get(RecordKind.ENGAGEMENT, frozenset()), around)
        named = told_by_name(each.alert for each in told)
        note_shown(opened, by, done.batch.file, [*named, *behind_contacts(view, touched, around)])
    names = {partner.id: partner.name for partner in known}
    return Findings(told, count, contacts(view, touched, around), names)


def batches_of(by: Caller) -> tuple[Batch, ...]:
    """Return the batches of the caller's entity, the last checked first: loaded, or waiting to be."""
    with look(by, Right.IMPORT) as opened:
        return tuple(each for each in batches.recent(opened, 20) if each.entity == by.viewer.entity)


def _bringer(by: Caller, entity: str) -> Caller:
    """Return who brings a file in: somebody of its entity, who sees and writes no more than that; the operator, too."""
    if not by.speaks_for(entity):
        raise NotAllowedError(f"{entity} is not your entity: a file is brought in by the one that owns what is in it")
    if not by.operates:
        return by
    return replace(by, viewer=Viewer(by.user, UserRole.FOCAL_POINT, entity), signed_in=False)
