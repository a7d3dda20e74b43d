"""Whether this machine has what Concert needs, one finding a line."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from data.database import prepare, transaction
from data.loading import loaded
from data.settings import Settings
from models.encoder import load_encoder
from models.folder import cache_folder

# The demo with its vectors takes about 300 MB; a network ten times as large should still fit.
ROOM = 3 * 1024**3
OLDEST = (3, 11)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is as it should be, and what was seen or has to be done."""

    name: str
    ok: bool
    detail: str


def examine() -> list[Finding]:
    """Return the findings in the order in which a person would mend them."""
    looks: list[tuple[str, Callable[[], Finding]]] = [
        ("Python", _python),
        ("room on disk", _room),
        ("encoder", _encoder),
        ("database", _database),
        ("records", _records),
    ]
    return [_safely(name, look) for name, look in looks]


def _safely(name: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except Exception as error:  # noqa: BLE001 - a check-up reports whatever is broken instead of breaking itself
        return Finding(name, ok=False, detail=str(error) or type(error).__name__)


def _python() -> Finding:
    found = sys.version_info[:2]
    wanted = f"{OLDEST[0]}.{OLDEST[1]}"
    return Finding("Python", found >= OLDEST, f"{found[0]}.{found[1]}, {wanted} or newer is needed")


def _room() -> Finding:
    folder = _existing(Settings.from_environment().home)
    free = shutil.disk_usage(folder).free
    return Finding("room on disk", free >= ROOM, f"{free / 1024**3:.1f} GiB free at {folder}, {ROOM // 1024**3} wanted")


def _encoder() -> Finding:
    encoder = load_encoder()
    vector = encoder.encode(["cold chain"])[0]
    return Finding("encoder", ok=True, detail=f"{encoder.name}, {len(vector)} dimensions, kept in {cache_folder()}")


def _database() -> Finding:
    settings = Settings.from_environment()
    with transaction(prepare(settings)) as connection:
        version = connection.scalar(text("SHOW server_version"))
    where = "CONCERT_DATABASE_URL" if settings.url else f"embedded in {settings.home}"
    return Finding("database", ok=True, detail=f"PostgreSQL {version}, {where}")


def _records() -> Finding:
    sets = loaded(prepare(Settings.from_environment()))
    said = ", ".join(f"{each.records:,} of the {name.value} set" for name, each in sets.items())
    return Finding("records", bool(sets), said or "nothing loaded yet: start `concert serve` once")


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)
