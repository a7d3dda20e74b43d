"""The file of a backup: a tar of one compressed member a table, then a manifest, then the manifest's own digest."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

FORMAT, VERSION = "concert backup", 1
MANIFEST, DIGEST = "manifest.json", "manifest.sha256"
_PIECE = 1 << 20
_MAX_MANIFEST = 16 << 20
_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")


class BackupError(ValueError):
    """A file that is no whole backup, or one that cannot be restored here; nothing was changed."""


@dataclass(frozen=True, slots=True)
class SavedTable:
    """A table in a backup: its columns, rows, and SHA-256 of its member and of what that unpacks to."""

    name: str
    columns: tuple[str, ...]
    rows: int
    member: str
    content: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: the step of its tables, when it was made (UTC), its tables, the last values of sequences."""

    step: str
    made: str
    server: str
    tables: tuple[SavedTable, ...]
    sequences: dict[str, int]

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables)

    def to_json(self) -> bytes:
        """Return the manifest as it stands in the file."""
        return json.dumps({"format": FORMAT, "version": VERSION, **asdict(self)}, indent=1).encode()


def member_of(table: str) -> str:
    """Return the name under which a table lies in the file."""
    return f"tables/{table}.copy.gz"


def add_bytes(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    """Add a small member."""
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def digest_of(file: IO[bytes]) -> str:
    """Return the SHA-256 of a file from where it stands, in hexadecimal."""
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a whole file, in hexadecimal."""
    with path.open("rb") as file:
        return digest_of(file)


@dataclass(frozen=True)
class Archive:
    """An opened backup whose every member has been checked."""

    manifest: Manifest
    _tar: tarfile.TarFile

    def pieces(self, table: SavedTable) -> Iterator[bytes]:
        """Yield the rows of a table as PostgreSQL wrote them, piece by piece."""
        with _member(self._tar, member_of(table.name)) as packed, gzip.open(packed) as file:
            while piece := file.read(_PIECE):
                yield piece


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Give a backup, after every byte of it was checked; nothing of it is written anywhere.

    :raises BackupError: If it is no backup, of a later format, cut short or changed; says which member is wrong.
    """
    with path.open("rb") as file:
        try:
            with tarfile.open(fileobj=file, mode="r:") as tar:
                yield Archive(_checked(tar, path.name), tar)
        except (tarfile.TarError, EOFError, gzip.BadGzipFile) as error:
            raise BackupError(f"{path.name} is no whole backup of Concert: {error}") from None


def _checked(tar: tarfile.TarFile, name: str) -> Manifest:
    sealed = _small(tar, DIGEST, name)
    raw = _small(tar, MANIFEST, name)
    if hashlib.sha256(raw).hexdigest().encode() != sealed.strip():
        raise BackupError(f"{name}: the manifest was changed; take another backup")
    manifest = _manifest(raw, name)
    expected = {MANIFEST, DIGEST, *(member_of(table.name) for table in manifest.tables)}
    if strange := sorted(set(tar.getnames()) ^ expected):
        raise BackupError(f"{name}: members are missing or too many: {', '.join(strange[:5])}")
    for table in manifest.tables:
        with _member(tar, member_of(table.name)) as member:
            if digest_of(member) != table.member:
                raise BackupError(f"{name}: the table {table.name} was damaged or changed; take another backup")
    return manifest


def _small(tar: tarfile.TarFile, member: str, name: str) -> bytes:
    with _member(tar, member) as file:
        content = file.read(_MAX_MANIFEST + 1)
    if len(content) > _MAX_MANIFEST:
        raise BackupError(f"{name}: {member} is larger than any of ours")
    return content


def _member(tar: tarfile.TarFile, member: str) -> IO[bytes]:
    try:
        found = tar.extractfile(member)
    except KeyError:
        found = None
    if found is None:
        raise BackupError(f"it has no {member}; it was cut short, or is no backup of Concert")
    return found


def _manifest(raw: bytes, name: str) -> Manifest:
    try:
        said: dict[str, Any] = json.loads(raw)
        form = (said.pop("format"), said.pop("version"))
        tables = tuple(SavedTable(**{**table, "columns": tuple(table["columns"])}) for table in said.pop("tables"))
        manifest = Manifest(**said, tables=tables)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BackupError(f"{name}: the manifest cannot be read: {error!r}") from None
    if form != (FORMAT, VERSION):
        raise BackupError(f"{name} is {form[0]} {form[1]}; this release of Concert reads {FORMAT} {VERSION}")
    columns = (column for each in tables for column in each.columns)
    names = [*(each.name for each in tables), *columns, *manifest.sequences]
    if not all(isinstance(last, int) for last in manifest.sequences.values()):
        raise BackupError(f"{name}: the last value of a sequence is no number")
    if wrong := [each for each in names if not isinstance(each, str) or not _NAME.fullmatch(each)]:
        raise BackupError(f"{name}: {wrong[0]!r} is no name of ours")
    return manifest
