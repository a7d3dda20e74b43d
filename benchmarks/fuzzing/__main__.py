"""`make fuzz`: at least 50,000 inputs for the readers, in this process, so that nothing but the readers is timed.

A reader may refuse a file in words or note problems; any other exception is a finding, and so is a draft that cannot be
carried over to Concert. The counts go to standard output.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from benchmarks.fuzzing.inputs import INPUTS
from data.imports.asked import Asked
from data.imports.drafts import dump, load
from data.imports.found import Findings
from data.imports.limits import MAX_PROBLEMS
from data.imports.opening import open_file
from data.imports.trouble import UnreadableError

EACH = int(os.environ.get("CONCERT_FUZZ", "10000"))
_counts: Counter[str] = Counter()


def read_through(path: Path, content: bytes) -> str:
    """Read a file as the reader's process does; return what became of it."""
    path.write_bytes(content)
    findings = Findings()
    try:
        opened = open_file(path, "input", Asked(), findings)
        drafts = list(opened.drafts)
    except UnreadableError as error:
        return f"refused: {error.trouble}"
    except UnicodeDecodeError:
        return "refused: encoding"
    if load(dump(drafts)) != drafts:
        raise AssertionError("a draft changes on its way to Concert")
    if len(findings.problems) > MAX_PROBLEMS:
        raise AssertionError("more problems than are kept")
    return "problems" if findings.problems else f"read as {opened.format or 'nothing known'}"


def attack(name: str, inputs: st.SearchStrategy[bytes], path: Path) -> None:
    """Give one reader its inputs."""

    @settings(
        max_examples=EACH,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(inputs)
    def each(content: bytes) -> None:
        _counts[f"{name}: {read_through(path, content)}"] += 1
        _counts["inputs"] += 1

    each()


def main() -> int:
    """Run all attacks; 1 when one of them found something."""
    failed: dict[str, str] = {}
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for name, inputs in INPUTS.items():
            try:
                attack(name, inputs, Path(folder) / "input")
            except Exception as error:  # noqa: BLE001 - whatever a reader does wrong is what we look for
                failed[name] = f"{type(error).__name__}: {error}"
                print(f"FOUND in {name}: {failed[name]}", file=sys.stderr)
            print(f"{name}: {_counts['inputs']:,} inputs so far, {time.monotonic() - begun:.0f} s", flush=True)
    for what, count in sorted(_counts.items()):
        print(f"{count:>8,}  {what}")
    print(json.dumps({"inputs": _counts["inputs"], "failed": failed}))
    return 1 if failed else 0


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
