"""Where the database is: one of our own in a folder, or a server that somebody else runs."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

# Root's own home is private (0700), and the server runs as another user who could not enter it.
ROOT_HOME = Path("/var/lib/concert")


class SettingsError(ValueError):
    """The environment asks for something that cannot be; the message names the setting and the way out."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Concert's folder, and the addresses of an outside server: `url` for the application, `owner_url` to migrate."""

    home: Path
    url: str = field(default="", repr=False)
    owner_url: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings of CONCERT_HOME, CONCERT_DATABASE_URL and CONCERT_DATABASE_OWNER_URL."""
        chosen = environment.get("CONCERT_HOME", "").strip()
        return cls(
            home=Path(chosen).expanduser().absolute() if chosen else default_home(),
            url=environment.get("CONCERT_DATABASE_URL", "").strip(),
            owner_url=environment.get("CONCERT_DATABASE_OWNER_URL", "").strip(),
        )


def default_home() -> Path:
    """Return /var/lib/concert for root, else the folder for user data of this platform."""
    return ROOT_HOME if os.geteuid() == 0 else platformdirs.user_data_path("concert")
