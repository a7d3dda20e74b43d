"""A sanctions list read in a process of its own, so that a hostile file can stop nobody but that process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from data.imports.limits import MAX_WALL_SECONDS
from data.integrity.lists import MAX_UPLOAD
from data.problems import Problem, ProblemsError
from matching.records import Listed

_TOO_MUCH = Problem(None, "(file)", "too heavy", "a list that takes at most 90 seconds of processor time and 480 MB")


def read_confined(path: Path) -> tuple[Listed, ...]:
    """Return the entries of a list, as `read_list` does.

    :raises ProblemsError: If the file can't be used, or takes too much time or memory.
    """
    if path.stat().st_size > MAX_UPLOAD:
        raise ProblemsError(path.name, [Problem(None, "(file)", "too large", f"at most {MAX_UPLOAD:,} bytes")])
    command = [sys.executable, "-I", "-m", "data.integrity.list_reader", str(path.resolve())]
    # No variable of ours reaches the child: neither addresses nor passwords of databases.
    environment = {"PATH": os.defpath, "LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "2"}
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and module; the file is read, never run
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            timeout=MAX_WALL_SECONDS,
            check=False,
        )
        told = json.loads(run.stdout) if run.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        told = None
    if not isinstance(told, dict):
        raise ProblemsError(path.name, [_TOO_MUCH])
    if "problems" in told:
        raise ProblemsError(path.name, [Problem(**problem) for problem in told["problems"]])
    return tuple(
        Listed(
            entry["id"],
            entry["list"],
            entry["name"],
            tuple(entry["aliases"]),
            entry["kind"],
            date.fromisoformat(entry["listed_on"]) if entry["listed_on"] else None,
        )
        for entry in told["entries"]
    )
