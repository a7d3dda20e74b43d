"""The child process of reading.py: files in, lines of JSON out. It may use little, lives briefly, knows no secret.

Each line of standard input asks for one file. Its answer is `["open", {...}]`, then `["drafts", text]` and
`["rows", n]` in turn, at the end `["end", {...}]` or `["trouble", word, detail]`. The limits are set before any file
is read.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from data.imports.asked import Asked
from data.imports.drafts import Draft, dump
from data.imports.found import Findings
from data.imports.limits import DRAFTS_PER_PART, MAX_CPU_SECONDS, MAX_MEMORY, REST_PER_PART
from data.imports.opening import open_file
from data.imports.trouble import Trouble, UnreadableError

# What is told of a file before its rows.
TOLD = (
    "format",
    "headers",
    "columns",
    "sample",
    "sheet",
    "sheets",
    "others",
    "header_row",
    "country",
    "encoding",
    "asks",
)


def restrain(files: int = 1) -> None:
    """Bound the memory, the processor time for each of the files, the open files and the children of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_SECONDS, MAX_CPU_SECONDS * files))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def say(*line: Any) -> None:
    """Write one line for the parent."""
    sys.stdout.write(json.dumps(line, ensure_ascii=True, separators=(",", ":"), allow_nan=False) + "\n")
    sys.stdout.flush()


def answer(path: Path, asked: dict[str, Any]) -> None:
    """Read a file and say what it holds.

    :raises UnreadableError: If it cannot be read as a whole.
    """
    findings = Findings()
    said = Asked(**{name: asked[name] for name in asked if name not in {"path", "name", "look"}})
    opened = open_file(path, asked["name"], said, findings)
    say("open", {name: getattr(opened, name) for name in TOLD})
    drafts = 0
    if not asked["look"]:
        for part in _parts(opened.drafts):
            drafts += len(part)
            say("drafts", len(part), dump(part))
            say("rows", opened.rows() or part[-1].row)
        for start in range(0, len(findings.rest), REST_PER_PART):
            say("rest", findings.rest[start : start + REST_PER_PART])
    problems = [[each.row, each.column, each.value, each.allowed] for each in findings.problems]
    rows = opened.rows() or drafts
    left_out, notes = dict(findings.left_out), list(findings.notes)[:50]
    say("end", {"rows": rows, "problems": problems, "more": findings.more, "left_out": left_out, "notes": notes})


def _parts(drafts: Iterator[Draft]) -> Iterator[list[Draft]]:
    while part := list(islice(drafts, DRAFTS_PER_PART)):
        yield part


def answer_in_any_case(path: Path, asked: dict[str, Any]) -> None:
    """Read a file and say what it holds, or in one word why it can't be read."""
    try:
        answer(path, asked)
    except UnreadableError as error:
        say("trouble", error.trouble, error.detail)
    except MemoryError:
        say("trouble", Trouble.HEAVY, "")
    except UnicodeDecodeError as error:
        say("trouble", Trouble.ENCODING, f"byte {error.start:,}")
    except RecursionError:
        say("trouble", Trouble.BROKEN, "nested too deeply")
    except Exception as error:  # noqa: BLE001 - a parser may fail in any way on a stranger's file; the parent needs one word
        say("trouble", Trouble.BROKEN, type(error).__name__)


def main() -> None:
    """Read the files that standard input asks for, at most as many as the first argument says."""
    restrain(int(sys.argv[1]))
    for line in sys.stdin:
        asked = json.loads(line)
        # Each file has its own time, and what others before it took isn't counted against it.
        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (min(int(used.ru_utime + used.ru_stime) + MAX_CPU_SECONDS, hard), hard))
        answer_in_any_case(Path(asked["path"]), asked)


if __name__ == "__main__":
    main()
