"""The child process that reads a sanctions list from a stranger: bounded before anything of the file is read."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from data.imports.reader import restrain
from data.integrity.lists import read_list
from data.problems import ProblemsError


def main() -> int:
    """Write the entries of the file of the first argument, or its problems, as one JSON text."""
    restrain()
    try:
        told: dict[str, object] = {"entries": [asdict(entry) for entry in read_list(Path(sys.argv[1]))]}
    except ProblemsError as error:
        told = {"problems": [asdict(problem) for problem in error.problems[:1000]]}
    sys.stdout.write(json.dumps(told, default=str))
    return 0


if __name__ == "__main__":
    sys.exit(main())
