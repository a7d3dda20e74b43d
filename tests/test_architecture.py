"""The arrows between packages, kept by reading every import in the tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import acts

ROOT = Path(__file__).resolve().parents[1]
OURS = {"matching", "models", "data", "acts", "dashboard", "concert", "commandline"}

# What each package may import of ours; the README draws the same arrows.
ARROWS: dict[str, set[str]] = {
    "matching": {"matching"},
    "models": {"models"},
    "data": {"data", "matching.records"},
    "acts": {"acts", "matching", "data", "models"},
    "dashboard": {"dashboard", "acts", "matching", "models", "data.secrets", "data.settings"},
    "commandline": {"commandline", "acts", "matching", "models", "data.secrets", "dashboard.serve"},
    "concert.py": {"commandline"},
}

# Libraries that only one package may know.
HOMES: dict[str, set[str]] = {
    "streamlit": {"dashboard"},
    "plotly": {"dashboard"},
    "torch": {"models"},
    "transformers": {"models"},
    "sentence_transformers": {"models"},
    "sqlalchemy": {"data", "acts", "dashboard", "commandline"},
    "psycopg": {"data"},
    "alembic": {"data"},
}


def sources(package: str) -> list[Path]:
    """Return the Python files of a package, or the one file itself."""
    place = ROOT / package
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    """Yield every absolute module name that a file imports, at top level or within a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.relative_to(ROOT)}: relative import, write the full name"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)


def within(name: str, allowed: str) -> bool:
    return name == allowed or name.startswith(f"{allowed}.")


@pytest.mark.parametrize("package", ARROWS)
def test_a_package_imports_only_what_its_arrow_allows(package: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(package)
        for name in imports(path)
        if name.split(".")[0] in OURS and not any(within(name, allowed) for allowed in ARROWS[package])
    ]
    assert wrong == []


@pytest.mark.parametrize("library", HOMES)
def test_a_library_stays_in_its_home(library: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for package in ARROWS
        for path in sources(package)
        for name in imports(path)
        if within(name, library) and package not in HOMES[library]
    ]
    assert wrong == []


def test_views_ask_queries_and_never_the_store_or_the_models() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources("dashboard/views")
        for name in imports(path)
        if name.split(".")[0] in {"data", "models", "sqlalchemy"}
    ]
    assert wrong == []


# Where Concert itself looks, past the rules of who may know: each decides over records of several owners, loads what
# comes with Concert, or releases figures through `matching.disclosure`; the command line is the operator's.
AS_CONCERT = {
    "acts/act.py",
    "acts/people.py",
    "data/database.py",
    "data/loading.py",
    "data/approaches/deciding.py",
    "data/first_run.py",
    "data/offers/deciding.py",
    "data/snapshot.py",
    "acts/offers.py",
}


def test_only_named_places_look_as_concert_itself() -> None:
    found = {
        str(path.relative_to(ROOT))
        for package in ("data", "acts", "dashboard")
        for path in sources(package)
        if "matching.records.SYSTEM" in imports(path)
    }
    assert found == AS_CONCERT


# A busy machine takes ten times as long. What a test waits for it awaits with `eventually`, for as long as PATIENCE of
# tests/conftest.py says; what has to be quick is measured in benchmarks/.
CLOCKS = re.compile(
    r"timeout=\d|wait_for_timeout|\b(join|wait)\(\d|\bsleep\(|\bdeadline=|(monotonic|perf_counter|process_time|thread_time)\("
)


def test_no_test_measures_the_clock() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{number} {line.strip()}"
        for path in sources("tests")
        if path not in (ROOT / "tests/conftest.py", Path(__file__))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if CLOCKS.search(line)
    ]
    assert wrong == []


# Above the acts nobody knows the store; these alone, before there is anybody for whom an act could be done.
ABOVE_ACTS = {
    "commandline/app.py": "reads the file of secrets before any command runs",
    "dashboard/settings.py": "refuses settings as the store does; keeps the cookie's secret in the store's folder",
}


def test_pages_and_commands_know_acts_and_not_the_store() -> None:
    found = {
        str(path.relative_to(ROOT))
        for package in ("dashboard", "commandline", "concert.py")
        for path in sources(package)
        if any(within(name, "data") for name in imports(path))
    }
    assert found == set(ABOVE_ACTS)
    assert len(ABOVE_ACTS) <= 5


def test_the_audit_log_is_written_through_one_door() -> None:
    writers = {
        str(path.relative_to(ROOT))
        for package in ("data", "acts", "dashboard", "commandline")
        for path in sources(package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"note", "note_reads"}
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "audit"
    }
    assert writers == {"acts/act.py"}


def test_the_verbs_that_a_newcomer_reads_first_are_acts() -> None:
    verbs = re.findall(r"^\| `(\w+)\.(\w+)` \|", acts.__doc__ or "", re.MULTILINE)
    assert len(verbs) >= 15
    for family, verb in verbs:
        assert f"\ndef {verb}(" in (ROOT / "acts" / f"{family}.py").read_text(encoding="utf-8"), f"{family}.{verb}"


def test_every_view_has_a_line_in_the_table_of_pages_and_rights() -> None:
    views = {path.stem for path in (ROOT / "dashboard/views").glob("*.py")} - {"__init__"}
    listed = (ROOT / "dashboard/pages.py").read_text(encoding="utf-8").partition("RIGHTS = {")[2]
    assert [view for view in sorted(views) if f'"{view}": (Right.' not in listed] == []


def test_no_file_of_the_dashboard_shadows_a_package() -> None:
    names = {path.stem for path in (ROOT / "dashboard").glob("*.py")}
    assert names & {"data", "models", "matching", "concert"} == set()


def test_every_package_has_a_test_folder_that_mirrors_it() -> None:
    for package in ("matching", "models", "data", "acts", "dashboard", "commandline"):
        assert (ROOT / "tests" / package / "__init__.py").is_file()
