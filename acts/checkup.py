"""Whether this machine has what Concert needs, one finding a line."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from sqlalchemy import text

from acts.act import Caller, oversee
from acts.opening import loaded_sets, open_database
from data import audit, people
from data.migrations import is_current
from data.secrets import load as load_secrets
from data.settings import Settings
from matching.records import UserRole, Viewer
from models.encoder import load_encoder
from models.folder import cache_folder

__all__ = ["CheckupFinding", "WayIn", "examine", "is_current"]

# The demo with its vectors takes about 300 MB; a network ten times as large should still fit.
ROOM = 3 * 1024**3
OLDEST = (3, 11)

# Whether the settings are as they should be, who can come in, and whether people sign in.
WayIn = Callable[[], tuple[bool, str, bool]]
Ask = Callable[[], Caller]


@dataclass(frozen=True, slots=True)
class CheckupFinding:
    """One thing that was looked at: whether it is as it should be, and what was seen or has to be done."""

    name: str
    ok: bool
    detail: str


def examine(who: Viewer, way_in: WayIn) -> list[CheckupFinding]:
    """Return the findings in the order in which a person would mend them; `way_in` tells who can come in."""
    by = cache(lambda: Caller(open_database(), who, signed_in=False))
    looks: list[tuple[str, Callable[[], tuple[bool, str]]]] = [
        ("Python", _python),
        ("room on disk", _room),
        ("encoder", _encoder),
        ("secrets", _secrets),
        ("way in", partial(_way_in, way_in, by)),
        ("database", partial(_database, by)),
        ("records", partial(_records, by)),
        ("audit log", partial(_audit, by)),
    ]
    return [_safely(name, look) for name, look in looks]


def _safely(name: str, look: Callable[[], tuple[bool, str]]) -> CheckupFinding:
    try:
        return CheckupFinding(name, *look())
    except Exception as error:  # noqa: BLE001 - a check-up reports whatever is broken instead of breaking itself
        return CheckupFinding(name, ok=False, detail=str(error) or type(error).__name__)


def _python() -> tuple[bool, str]:
    found = sys.version_info[:2]
    return found >= OLDEST, f"{found[0]}.{found[1]}, {OLDEST[0]}.{OLDEST[1]} or newer is needed"


def _room() -> tuple[bool, str]:
    folder = _existing(Settings.from_environment().home)
    free = shutil.disk_usage(folder).free
    return free >= ROOM, f"{free / 1024**3:.1f} GiB free at {folder}, {ROOM // 1024**3} wanted"


def _encoder() -> tuple[bool, str]:
    encoder = load_encoder()
    vector = encoder.encode(["cold chain"])[0]
    return True, f"{encoder.name}, {len(vector)} dimensions, kept in {cache_folder()}"


def _secrets() -> tuple[bool, str]:
    found = load_secrets({**os.environ})
    return True, f"read from {found}, closed to others" if found else "no file; environment"


def _way_in(ask: WayIn, by: Ask) -> tuple[bool, str]:
    ok, said, signs_in = ask()
    if signs_in:
        with oversee(by()) as opened:
            users = people.all_(opened)
        if not any(grant.role is UserRole.ADMINISTRATOR for user in users for grant in user.grants if user.active):
            hint = "concert grant --user EMAIL --role administrator"
            return False, f"{said}, but nobody is administrator: {hint}"
    return ok, said


def _database(by: Ask) -> tuple[bool, str]:
    settings = Settings.from_environment()
    with oversee(by()) as opened:
        version = opened.scalar(text("SHOW server_version"))
    where = "CONCERT_DATABASE_URL" if settings.url else f"embedded in {settings.home}"
    return True, f"PostgreSQL {version}, {where}"


def _records(by: Ask) -> tuple[bool, str]:
    sets = loaded_sets(by().engine)
    said = ", ".join(f"{each['records']:,} of the {name} set" for name, each in sets.items())
    return bool(sets), said or "nothing loaded yet: start `concert serve` once"


def _audit(by: Ask) -> tuple[bool, str]:
    with oversee(by()) as opened:
        broken, head = audit.verify(opened), audit.head(opened)
    said = f"broken at line {broken.number}: {broken.why}" if broken else f"whole, {head.number:,} lines"
    return broken is None, said


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)
