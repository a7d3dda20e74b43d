"""What the environment tells the dashboard; the database's own settings are read by `data.settings`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

_YES = {"1", "true", "yes", "on"}


@dataclass(frozen=True, slots=True)
class Settings:
    """Started with the demonstration, where roles may be switched; the encoder's name or folder, empty for our own."""

    demo: bool = False
    encoder: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Return the settings of CONCERT_DEMO and CONCERT_ENCODER."""
        return cls(
            demo=environment.get("CONCERT_DEMO", "").strip().lower() in _YES,
            encoder=environment.get("CONCERT_ENCODER", "").strip(),
        )
