"""The whole database in one file, and back: checked before anything is touched, all of it or nothing."""

from __future__ import annotations

from data.backup.archive import Archive, BackupError, Manifest, digest_of_file, open_archive
from data.backup.restoring import restore
from data.backup.saving import back_up

__all__ = ["Archive", "BackupError", "Manifest", "back_up", "digest_of_file", "open_archive", "restore"]
