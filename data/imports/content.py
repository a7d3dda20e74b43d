"""The bytes of a file as often as they are read: as it lies there, or out of an archive that holds it alone."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from data.imports.archives import check_directory, is_office
from data.imports.limits import MAX_UNPACKED
from data.imports.trouble import Trouble, UnreadableError

_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_START = 4096
# What an archive holds beside its table: words about it, and what systems leave behind.
_BESIDE = {".md", ".pdf", ".docx", ".html", ".htm", ".ds_store", ".url"}


@dataclass(frozen=True)
class Content:
    """The content of one file: how it is opened, how large it is, and the name that it has itself."""

    open: Callable[[], BinaryIO]
    size: int
    name: str

    @cached_property
    def start(self) -> bytes:
        """The first bytes."""
        with self.open() as file:
            return file.read(_START)


def content_of(path: Path, name: str) -> Content:
    """Return the content of a file; of an archive with one file in it, the content of that one.

    :raises UnreadableError: If it can't be unpacked, unfolds to too much, or holds several tables.
    """
    found = Content(lambda: path.open("rb"), path.stat().st_size, name)
    if found.start.startswith(_GZIP):
        return _unzipped(found)
    if found.start.startswith(_ZIP):
        return _alone(path, found)
    return found


def _unzipped(found: Content) -> Content:
    try:
        with found.open() as file, gzip.GzipFile(fileobj=file) as inside:
            return _held(inside.read(MAX_UNPACKED + 1), found.name.removesuffix(".gz"))
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(Trouble.BROKEN, f"compressed, {str(error)[:60]}") from None


def _alone(path: Path, found: Content) -> Content:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if is_office(entries):
                return found
            check_directory(entries, found.size)
            files = [each for each in entries if not each.is_dir() and not each.filename.startswith("__MACOSX/")]
            tables = [each for each in files if not _is_beside(PurePosixPath(each.filename.lower()))]
            if len(tables) != 1:
                names = ", ".join(each.filename[:40] for each in tables[:5])
                raise UnreadableError(Trouble.ARCHIVE, names or "nothing in it")
            with archive.open(tables[0]) as inside:
                return _held(inside.read(MAX_UNPACKED + 1), PurePosixPath(tables[0].filename).name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(Trouble.BROKEN) from None
    except RuntimeError:  # zipfile's word for an entry with a password
        raise UnreadableError(Trouble.ENCRYPTED) from None


def _is_beside(name: PurePosixPath) -> bool:
    return name.suffix in _BESIDE or name.stem.startswith(("readme", "read me", "license", "licence", "metadata"))


def _held(inside: bytes, name: str) -> Content:
    if len(inside) > MAX_UNPACKED:
        raise UnreadableError(Trouble.UNFOLDS, f"more than {MAX_UNPACKED:,} bytes")
    return Content(lambda: io.BytesIO(inside), len(inside), name)
