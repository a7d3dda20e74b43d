"""`make bench`: every claim about speed and memory, each measured in a process of its own, one after the other.

Each benchmark prints a table and, as its last line, JSON; `python -m benchmarks NAME ...` runs some of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# How good the answers are is `make eval`; a package without a claim about speed is not a benchmark.
NAMES = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def main(chosen: list[str]) -> int:
    """Run the chosen benchmarks, all when none is named; 1 if one failed, 2 if a name is unknown."""
    unknown = sorted(set(chosen) - set(NAMES))
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(NAMES)}", file=sys.stderr)
        return 2
    results: dict[str, object] = {}
    failed = []
    for name in chosen or NAMES:
        print(f"\n== {name} ==", flush=True)
        run = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{name}"], stdout=subprocess.PIPE, text=True, check=False
        )
        print(run.stdout, end="", flush=True)
        last = run.stdout.strip().splitlines()[-1:] or [""]
        results[name] = json.loads(last[0]) if last[0].startswith("{") else None
        if run.returncode:
            failed.append(name)
    print(f"\n{json.dumps(results, ensure_ascii=False)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
