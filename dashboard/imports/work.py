"""A file on its way in: read, compared and loaded behind the page, which asks how far it is and may cancel."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import streamlit as st
from sqlalchemy import Engine

from acts.identity import resolver
from data import engagements, partners, visibility
from data.approaches.reading import live_of_partners
from data.database import transaction
from data.imports import batches, remembered
from data.imports.loading import Loaded, check_in, load
from data.imports.reading import CancelledError, Look, Read, look, read
from data.imports.remembered import Remembered
from data.imports.trouble import UnreadableError
from matching.disclosure import Viewpoint
from matching.provenance import choose
from matching.records import Batch, RecordKind, VeiledKind, Viewer
from matching.uploads import Around, Finding, contacts, found_in

# Of all sessions together; an older one that nobody looks at any more gives way.
MOST_JOBS = 40
_log = logging.getLogger(__name__)


class Step(StrEnum):
    """Where a file is on its way."""

    SEEN = "seen"
    READING = "reading"
    PROBLEMS = "problems"
    CHECKED = "checked"
    LOADING = "loading"
    LOADED = "loaded"
    FAILED = "failed"


@dataclass
class Job:
    """One file of one viewer. `busy` while something goes on behind the page; `done` of `total` rows."""

    id: str
    viewer: Viewer
    name: str
    folder: Path | None = None
    seen: Look | None = None
    mapped: Remembered | None = None
    step: Step = Step.SEEN
    done: int = 0
    total: int = 0
    trouble: str = ""
    read: Read | None = None
    batch: Batch | None = None
    preview: Loaded | None = None
    loaded: Loaded | None = None
    findings: tuple[Finding, ...] = ()
    count: int = 0
    in_touch: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    cancelled: Event = field(default_factory=Event)

    @property
    def busy(self) -> bool:
        """Whether something goes on behind the page."""
        return self.step in {Step.READING, Step.LOADING}

    def forget(self) -> None:
        """Stop what goes on and remove the upload."""
        self.cancelled.set()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


@st.cache_resource(show_spinner=False)
def jobs() -> dict[str, Job]:
    """Return the jobs of this process, oldest first."""
    return {}


def job_of(viewer: Viewer, id: str) -> Job | None:
    """Return the viewer's job, None when it is another's or there is none any more."""
    found = jobs().get(id)
    return found if found is not None and found.viewer == viewer else None


def begin(engine: Engine, viewer: Viewer, name: str, content: bytes) -> Job:
    """Take an upload in and look at it; columns are mapped as the entity did before, else as guessed."""
    job = _new(viewer, Path(name.replace("\\", "/")).name[:200] or "upload")
    job.folder = Path(tempfile.mkdtemp(prefix="concert-import-"))
    (job.folder / "upload").write_bytes(content)
    try:
        job.seen = look(job.folder / "upload", job.name)
    except UnreadableError as error:
        _fail(job, str(error))
        return job
    if job.seen.headers:
        with transaction(engine, viewer) as connection:
            before = remembered.recall(connection, viewer.entity, job.seen.headers)
        job.mapped = before or Remembered(job.seen.format, job.seen.columns)
    return job


def resume(viewer: Viewer, batch: Batch) -> Job:
    """Take up a batch that was checked before."""
    job = _new(viewer, batch.file)
    job.batch = batch
    return job


def check(engine: Engine, job: Job) -> None:
    """Read the whole file and compare it with the register, behind the page."""
    _start(job, Step.READING, lambda: _check(engine, job))


def bring_in(engine: Engine, job: Job) -> None:
    """Load the batch, behind the page."""
    _start(job, Step.LOADING, lambda: _bring_in(engine, job))


def _check(engine: Engine, job: Job) -> None:
    if job.batch is None and job.folder is not None:
        path = job.folder / "upload"
        mapped = job.mapped
        layout, columns = (mapped.format, mapped.columns) if mapped else (job.seen.format if job.seen else "", None)
        job.read = read(
            path, job.name, layout=layout, columns=columns, progress=job_rows(job), cancelled=job.cancelled.is_set
        )
        if job.read.problems:
            job.step = Step.PROBLEMS
            return
        with transaction(engine, job.viewer) as connection:
            told = visibility.default_for(connection, job.viewer.entity, VeiledKind.ENGAGEMENTS)
            if mapped is not None:
                remembered.remember(connection, job.viewer.entity, job.read.look.headers, mapped, job.viewer.user)
        job.batch = check_in(engine, job.read, path, name=job.name, importer=job.viewer.user, disclosure=told)
    job.preview = _load(engine, job, keep=False)
    job.step = Step.CHECKED


def _bring_in(engine: Engine, job: Job) -> None:
    job.loaded = _load(engine, job, keep=True)
    view = Viewpoint(datetime.now(UTC), job.viewer.entity)
    touched = sorted(job.loaded.touched.get(RecordKind.PARTNER, ()))
    with transaction(engine, job.viewer) as connection:
        known = partners.some(connection, touched)
        around = Around(engagements.of_partners(connection, touched), live_of_partners(connection, touched), known)
    job.names = {partner.id: partner.name for partner in known}
    job.findings, job.count = found_in(view, job.loaded.touched.get(RecordKind.ENGAGEMENT, frozenset()), around)
    job.in_touch = contacts(view, touched, around)
    job.step = Step.LOADED


def _load(engine: Engine, job: Job, *, keep: bool) -> Loaded:
    if job.batch is None:
        raise ValueError("there is no checked batch to load")

    def told(done: int, total: int) -> None:
        job.done, job.total = min(done, total), total

    return load(
        engine,
        job.viewer,
        job.batch.id,
        lambda sources: choose(sources).picked,
        resolver,
        progress=told,
        cancelled=job.cancelled.is_set,
        keep=keep,
    )


def job_rows(job: Job) -> Callable[[int], None]:
    """Return what notes how many rows were read; nobody knows yet how many there are."""

    def told(rows: int) -> None:
        job.done, job.total = rows, 0

    return told


def _start(job: Job, step: Step, act: Callable[[], None]) -> None:
    before = job.step

    def run() -> None:
        try:
            act()
        except CancelledError:
            job.step = before
        except UnreadableError as error:
            _fail(job, str(error))
        except Exception:  # noqa: BLE001 - a thread has nobody to raise to; the log and the page tell
            _log.exception("an import failed")
            _fail(job, "")

    if not job.busy:
        job.step, job.done, job.total = step, 0, 0
        job.cancelled.clear()
        Thread(target=run, name=f"import {job.id}", daemon=True).start()


def _new(viewer: Viewer, name: str) -> Job:
    held = jobs()
    while len(held) >= MOST_JOBS:
        held.pop(next(iter(held))).forget()
    job = Job(uuid4().hex, viewer, name)
    held[job.id] = job
    return job


def _fail(job: Job, why: str) -> None:
    job.trouble, job.step = why, Step.FAILED


def waiting(engine: Engine, viewer: Viewer) -> tuple[Batch, ...]:
    """Return the batches of the viewer's entity, the last checked first."""
    with transaction(engine, viewer) as connection:
        return tuple(each for each in batches.recent(connection, 20) if each.entity == viewer.entity)


def discard(engine: Engine, job: Job) -> None:
    """Forget a file that was not loaded."""
    if job.batch is not None:
        with transaction(engine, job.viewer) as connection:
            batches.discard(connection, job.batch.id)
    job.forget()
    jobs().pop(job.id, None)
