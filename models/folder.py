"""Where things that can be made again are kept: rebuilt models, vectors, trained heads."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def cache_folder() -> Path:
    """Return CONCERT_CACHE, else CONCERT_HOME/cache, else the user's cache folder of the platform.

    The folder need not exist yet; whoever writes makes it, and leaves the permissions of its parents alone.
    """
    if chosen := os.environ.get("CONCERT_CACHE"):
        return Path(chosen).expanduser().resolve()
    if home := os.environ.get("CONCERT_HOME"):
        return Path(home).expanduser().resolve() / "cache"
    return platformdirs.user_cache_path("concert", appauthor=False)
