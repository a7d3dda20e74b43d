"""Whether this machine has what Concert needs, one finding a line."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import typer
from sqlalchemy import text

from commandline.console import emit, say
from dashboard.serve import way_in
from data import audit, people
from data.database import prepare, transaction
from data.loading import loaded
from data.secrets import load as load_secrets
from data.settings import Settings
from matching.records import SYSTEM, UserRole
from models.encoder import load_encoder
from models.folder import cache_folder

# The demo with its vectors takes about 300 MB; a network ten times as large should still fit.
ROOM = 3 * 1024**3
OLDEST = (3, 11)


# Whether the settings are as they should be, who can come in, and whether people sign in.
WayIn = Callable[[], tuple[bool, str, bool]]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: whether it is as it should be, and what was seen or has to be done."""

    name: str
    ok: bool
    detail: str


def examine(way_in: WayIn) -> list[Finding]:
    """Return the findings in the order in which a person would mend them; `way_in` tells who can come in."""
    looks: list[tuple[str, Callable[[], Finding]]] = [
        ("Python", _python),
        ("room on disk", _room),
        ("encoder", _encoder),
        ("secrets", _secrets),
        ("way in", partial(_way_in, way_in)),
        ("database", _database),
        ("records", _records),
        ("audit log", _audit),
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


def _secrets() -> Finding:
    found = load_secrets({**os.environ})
    return Finding(
        "secrets", ok=True, detail=f"read from {found}, closed to others" if found else "no file; environment"
    )


def _way_in(ask: WayIn) -> Finding:
    ok, said, signs_in = ask()
    if signs_in:
        with transaction(prepare(Settings.from_environment()), SYSTEM) as connection:
            users = people.all_(connection)
        if not any(grant.role is UserRole.ADMINISTRATOR for user in users for grant in user.grants if user.active):
            hint = "concert grant --user EMAIL --role administrator"
            return Finding("way in", ok=False, detail=f"{said}, but nobody is administrator: {hint}")
    return Finding("way in", ok, said)


def _audit() -> Finding:
    with transaction(prepare(Settings.from_environment()), SYSTEM) as connection:
        broken, head = audit.verify(connection), audit.head(connection)
    said = f"broken at line {broken.number}: {broken.why}" if broken else f"whole, {head.number:,} lines"
    return Finding("audit log", broken is None, said)


def _records() -> Finding:
    sets = loaded(prepare(Settings.from_environment()))
    said = ", ".join(f"{each.records:,} of the {name.value} set" for name, each in sets.items())
    return Finding("records", bool(sets), said or "nothing loaded yet: start `concert serve` once")


def _existing(folder: Path) -> Path:
    return folder if folder.exists() else _existing(folder.parent)


def doctor() -> None:
    """Check what Concert needs on this machine; exit 1 when something is amiss."""
    findings = examine(way_in)
    emit({"checks": [asdict(finding) for finding in findings]})
    for finding in findings:
        say(f"{'ok   ' if finding.ok else 'AMISS'} {finding.name}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
