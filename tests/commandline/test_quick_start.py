"""The command line is there at once: what is heavy loads with the command that needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

# What takes seconds; nobody waits for it who does not use it.
SLOW = {"torch", "transformers", "sentence_transformers", "ortools", "streamlit", "plotly"}
HEAVY = SLOW | {"numpy", "pandas", "scipy", "sklearn", "sqlalchemy", "psycopg", "alembic"}
CALL = "import sys; from concert import app; app(sys.argv[1:], standalone_mode=False); print(*sys.modules)"


@pytest.mark.parametrize(("words", "spared"), [(("--help",), HEAVY), (("rank", "--help"), SLOW), (("overlap",), SLOW)])
def test_help_and_counting_wait_for_nothing_that_they_do_not_use(
    words: tuple[str, ...], spared: set[str], tmp_path: Path
) -> None:
    table = tmp_path / "3w.csv"
    table.write_text("organisation,country,activity\nA,MLI,food\n", encoding="utf-8")
    given = ("overlap", "--file", str(table)) if words == ("overlap",) else words
    done = subprocess.run([sys.executable, "-c", CALL, *given], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "typer" in loaded
    assert loaded & spared == set()
