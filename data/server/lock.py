"""Locked files: each held by one process, or by one server with its children, and free again however those end."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.errors import ServerError

_TICK = 0.05


@contextmanager
def locked(path: Path, seconds: float, busy: str) -> Iterator[int]:
    """Give the open file once this process alone holds it; a child that inherits it holds it too.

    :raises ServerError: Saying `busy`, if it is held for longer than `seconds`.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        owner = path.parent.stat()
        if os.geteuid() == 0 and owner.st_uid != 0:
            os.fchown(descriptor, owner.st_uid, owner.st_gid)  # root may help out in somebody's folder
        deadline = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise ServerError(busy) from None
                time.sleep(_TICK)
        yield descriptor
    finally:
        os.close(descriptor)
