"""The command line is there at once: what is heavy loads with the command that needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"numpy", "pandas", "scipy", "sklearn", "ortools", "torch", "streamlit", "sqlalchemy", "psycopg", "alembic"}
CALL = "import sys; from concert import app; app(sys.argv[1:], standalone_mode=False); print(*sys.modules)"


@pytest.mark.parametrize("words", [("--help",), ("rank", "--help"), ("overlap",)])
def test_help_and_counting_load_nothing_heavy(words: tuple[str, ...], tmp_path: Path) -> None:
    table = tmp_path / "3w.csv"
    table.write_text("organisation,country,activity\nA,MLI,food\n", encoding="utf-8")
    given = ("overlap", "--file", str(table)) if words == ("overlap",) else words
    done = subprocess.run([sys.executable, "-c", CALL, *given], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in done.stdout.splitlines()[-1].split()}
    assert "typer" in loaded
    assert loaded & HEAVY == set()
