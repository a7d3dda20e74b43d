"""A file on its way in: read, compared and loaded behind the page, which asks how far it is and may cancel."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

import streamlit as st

from acts import imports
from acts.act import Caller
from acts.imports import Asked, CancelledError, Findings, Loaded, Read, Remembered, Sighted, UnreadableError
from matching.records import Batch, Viewer

# Of all sessions together; an older one that nobody looks at any more gives way.
MOST_JOBS = 40
_log = logging.getLogger(__name__)


class ImportStep(StrEnum):
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
    by: Caller
    name: str
    folder: Path | None = None
    sighted: Sighted | None = None
    step: ImportStep = ImportStep.SEEN
    done: int = 0
    total: int = 0
    trouble: str = ""
    read: Read | None = None
    batch: Batch | None = None
    preview: Loaded | None = None
    loaded: Loaded | None = None
    findings: Findings | None = None
    cancelled: Event = field(default_factory=Event)

    @property
    def viewer(self) -> Viewer:
        """Who brings the file."""
        return self.by.viewer

    @property
    def busy(self) -> bool:
        """Whether something goes on behind the page."""
        return self.step in {ImportStep.READING, ImportStep.LOADING}

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


def begin(by: Caller, name: str, content: bytes) -> Job:
    """Take an upload in and look at it; columns are mapped as the entity did before, else as guessed."""
    job = _new(by, Path(name.replace("\\", "/")).name[:200] or "upload")
    job.folder = Path(tempfile.mkdtemp(prefix="concert-import-"))
    (job.folder / "upload").write_bytes(content)
    try:
        job.sighted = imports.first_look(by, by.entity, job.folder / "upload", job.name)
    except UnreadableError as error:
        _fail(job, str(error))
    return job


def resume(by: Caller, batch: Batch) -> Job:
    """Take up a batch that was checked before."""
    job = _new(by, batch.file)
    job.batch = batch
    return job


def map_columns(job: Job, mapped: Remembered) -> None:
    """Take over what a person said the table is and which column is which field."""
    if job.sighted is not None:
        job.sighted = replace(job.sighted, columns=mapped)


def check(job: Job) -> None:
    """Read the whole file and compare it with the register, behind the page."""
    _start(job, ImportStep.READING, lambda: _check(job))


def look_again(job: Job, asked: Asked) -> None:
    """Look at the file anew, as a person asks: another sheet, row of headers or country."""
    if job.folder is not None:
        try:
            job.sighted = imports.first_look(job.by, job.by.entity, job.folder / "upload", job.name, asked)
        except UnreadableError as error:
            _fail(job, str(error))


def go_on(job: Job) -> None:
    """Compare the rows that read with the register, behind the page; the others stay out."""
    _start(job, ImportStep.READING, lambda: _compare(job))


def bring_in(job: Job) -> None:
    """Load the batch, behind the page."""
    _start(job, ImportStep.LOADING, lambda: _bring_in(job))


def _check(job: Job) -> None:
    if job.batch is None and job.folder is not None and job.sighted is not None:
        path = job.folder / "upload"
        job.read = imports.read(path, job.name, job.sighted, job_rows(job), job.cancelled.is_set)
        if job.read.problems:
            job.step = ImportStep.PROBLEMS
            return
    _compare(job)


def _compare(job: Job) -> None:
    if job.batch is None and job.folder is not None and job.sighted is not None and job.read is not None:
        path, mapped = job.folder / "upload", job.sighted.columns
        job.batch = imports.check_in(job.by, job.by.entity, job.read, path, name=job.name, mapped=mapped)
    job.preview = _load(job, keep=False)
    job.step = ImportStep.CHECKED


def _bring_in(job: Job) -> None:
    job.loaded = _load(job, keep=True)
    job.findings = imports.findings(job.by, job.by.entity, job.loaded)
    job.step = ImportStep.LOADED


def _load(job: Job, *, keep: bool) -> Loaded:
    if job.batch is None:
        raise ValueError("there is no checked batch to load")

    def told(done: int, total: int) -> None:
        job.done, job.total = min(done, total), total

    return imports.load(job.by, job.batch, told, job.cancelled.is_set, keep=keep)


def job_rows(job: Job) -> Callable[[int], None]:
    """Return what notes how many rows were read; nobody knows yet how many there are."""

    def told(rows: int) -> None:
        job.done, job.total = rows, 0

    return told


def _start(job: Job, step: ImportStep, act: Callable[[], None]) -> None:
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


def _new(by: Caller, name: str) -> Job:
    held = jobs()
    while len(held) >= MOST_JOBS:
        held.pop(next(iter(held))).forget()
    job = Job(uuid4().hex, by, name)
    held[job.id] = job
    return job


def _fail(job: Job, why: str) -> None:
    job.trouble, job.step = why, ImportStep.FAILED
