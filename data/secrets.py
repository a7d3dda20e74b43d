"""The file with secrets: settings by name, read where the environment is silent, refused if others may read it."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import MutableMapping
from pathlib import Path

from data.errors import SecretsError
from data.settings import Settings

NAME = "secrets.toml"
_SETTING = re.compile(r"CONCERT_[A-Z_]+")


def load(environment: MutableMapping[str, str] = os.environ) -> Path | None:
    """Add to the environment what the file of CONCERT_SECRETS, or secrets.toml in Concert's folder, says; return which.

    :raises SecretsError: If it is missing though named, open to others, or not lines of CONCERT_NAME = "text".
    """
    named = environment.get("CONCERT_SECRETS", "").strip()
    path = Path(named).expanduser() if named else Settings.from_environment(environment).home / NAME
    if not named and not _there(path):
        return None
    check(path)
    for name, value in _lines(path).items():
        environment.setdefault(name, value)
    return path


def check(path: Path) -> None:
    """Refuse a file that anybody else may read or write.

    :raises SecretsError: Saying what to do.
    """
    try:
        info = path.stat()
    except OSError as error:
        raise SecretsError(f"the secrets in {path} cannot be read: {error.strerror}") from None
    if info.st_uid not in {os.geteuid(), 0}:
        raise SecretsError(f"{path} belongs to another user; the secrets must be a file of one's own")
    if mode := stat.S_IMODE(info.st_mode) & 0o077:
        raise SecretsError(f"{path} is open to others (mode {mode:04o} too much); close it: chmod 600 {path}")


def _there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _lines(path: Path) -> dict[str, str]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        # The parser's own words would quote the line, and with it the secret.
        raise SecretsError(f'{path} cannot be read as lines of CONCERT_NAME = "text"') from None
    wrong = sorted(name for name, value in found.items() if not _SETTING.fullmatch(name) or not isinstance(value, str))
    if wrong:
        raise SecretsError(f'{path}: {", ".join(wrong)} must be settings like CONCERT_NAME = "text"')
    return found
