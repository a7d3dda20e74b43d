"""The documentation against the product: whatever it mentions exists, and whatever exists is mentioned."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from commandline.app import COMMANDS, load
from dashboard.filters import FILTERS
from dashboard.pages import PAGES, VIEWS
from dashboard.words.__main__ import messages

ROOT = Path(__file__).resolve().parents[1]
README, DECISIONS, METHOD = (ROOT / name for name in ("README.md", "docs/decisions.md", "docs/method.md"))
DOCUMENTS = sorted([README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
GUIDES = [ROOT / "docs" / f"{group}.md" for group in ("focal-points", "leadership", "coordinators", "administrators")]
OURS = ("matching", "models", "data", "acts", "dashboard", "commandline", "concert.py")
NOT_BUILT = "(not built yet)"  # what a guide says behind the name of a page that has no view

SPAN = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```.*?\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
SAID = re.compile(r"“([^”]+)”")
SETTING = re.compile(r"\bCONCERT_[A-Z_]+\b")
PLACE = re.compile(r"(?:matching|models|data|acts|dashboard|commandline|benchmarks|tests|docs)/[\w./-]*\w/?")
VERB = re.compile(r"(\w[\w/]*\.py):([A-Za-z_]\w*)")


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def code(path: Path) -> list[str]:
    """Return the code of a document: each line of a block, and each span between backticks."""
    found = text(path)
    lines = [line for block in BLOCK.findall(found) for line in block.splitlines()]
    return [*lines, *SPAN.findall(BLOCK.sub("", found))]


def sources() -> Iterator[Path]:
    for each in OURS:
        yield from [ROOT / each] if each.endswith(".py") else sorted((ROOT / each).rglob("*.py"))


def calls(lines: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Return the commands of ours among lines of code, each with the options that stand beside it."""
    found = (re.match(r"concert ([a-z][a-z-]*)(.*)", line) for line in lines)
    return [(each[1], re.findall(r"--[a-z-]+", each[2])) for each in found if each]


def settings_read() -> set[str]:
    """Return the names of the environment that the code asks for: `environment.get(NAME)`."""
    return {
        node.args[0].value
        for path in sources()
        for node in ast.walk(ast.parse(text(path)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get" and node.args
        if isinstance(node.args[0], ast.Constant) and SETTING.fullmatch(str(node.args[0].value))
    }


def normal(names: Iterable[str]) -> set[str]:
    """Return package names as indexes compare them (PEP 503)."""
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


def required(file: str) -> set[str]:
    return normal(re.findall(r"^([A-Za-z][\w.-]*)(?:\[\w+\])?==", text(ROOT / file), re.MULTILINE))


def explained() -> set[str]:
    rows = re.findall(r"^\| ([^|]+) \|", text(DECISIONS).partition("## Dependencies")[2], re.MULTILINE)
    return normal(name.strip() for row in rows if row != "library" for name in row.split(","))


@cache
def sentences() -> tuple[str, ...]:
    """Return everything that the dashboard says, in the plural where there are two forms."""
    return tuple(each.id if isinstance(each.id, str) else each.id[-1] for each in messages() if each.id)


@cache
def screen() -> tuple[re.Pattern[str], ...]:
    """Return the same as patterns: what the dashboard fills in, such as {n}, may be anything."""
    return tuple(re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(each))) for each in sentences())


def value(name: str) -> object:
    """Return a constant, or the default of a dataclass's field, by its dotted name."""
    owner, _, last = name.rpartition(".")
    try:
        holder = import_module(owner)
    except ModuleNotFoundError:
        holder = value(owner)
    found = holder() if isinstance(holder, type) and is_dataclass(holder) else holder
    return getattr(found, last)


def named(path: Path) -> list[str]:
    """Return the pages that a guide names; it writes them in bold, and nothing else."""
    return [" ".join(name.split()) for name in BOLD.findall(text(path))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    inside = [link.partition("#")[0] for link in LINK.findall(text(path)) if "://" not in link]
    assert [link for link in inside if link and not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_files_that_are_mentioned_exist(path: Path) -> None:
    mentioned = [place for line in code(path) for place in PLACE.findall(line) if not line.startswith("..")]
    assert [place for place in mentioned if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_functions_that_are_mentioned_stand_in_their_file(path: Path) -> None:
    mentioned = [verb for line in code(path) for verb in VERB.findall(line)]
    assert [
        f"{file}:{name}" for file, name in mentioned if not re.search(rf"\n(?:def|class) {name}\b", text(ROOT / file))
    ] == []


def test_files_that_the_code_mentions_exist() -> None:
    mentioned = {name for path in sources() for name in re.findall(rf"(?<![\w./-]){PLACE.pattern}", text(path))}
    assert sorted(name for name in mentioned if "." in name and not (ROOT / name).exists()) == []


@pytest.mark.parametrize("path", [*DOCUMENTS, None], ids=lambda path: path.name if path else "the screen")
def test_commands_that_are_mentioned_exist_with_their_options(path: Path | None) -> None:
    found = calls(code(path) if path else [span for said in sentences() for span in SPAN.findall(said)])
    assert [name for name, _ in found if name not in COMMANDS] == []
    for name, options in found:
        parameters = load(name).params
        known = {option for each in parameters for option in (*each.opts, *each.secondary_opts)} | {"--help"}
        assert [option for option in options if option not in known] == [], name


def test_the_readme_mentions_every_command() -> None:
    assert sorted(set(COMMANDS) - {name for name, _ in calls(code(README))}) == []


def test_settings_that_are_mentioned_are_read_and_those_that_are_read_are_mentioned() -> None:
    mentioned = {name for path in DOCUMENTS for name in SETTING.findall(text(path))}
    assert mentioned == settings_read()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_targets_of_make_that_are_mentioned_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    mentioned = [name for line in code(path) for name in re.findall(r"^make ([a-z]+)", line)]
    assert [name for name in mentioned if name not in targets] == []


def test_every_dependency_has_its_reason_and_every_reason_a_dependency() -> None:
    assert explained() == required("requirements.txt") | required("requirements-dev.txt")


def test_every_page_is_named_in_a_guide_and_every_page_that_is_named_exists() -> None:
    pages = {title for _, _, title, _ in PAGES}
    found = {path.name: set(named(path)) for path in GUIDES}
    assert {name: sorted(each - pages) for name, each in found.items() if each - pages} == {}
    assert pages - set().union(*found.values()) == set()


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_guides_say_of_each_page_whether_it_is_built(path: Path) -> None:
    missing = {title for _, name, title, _ in PAGES if not (VIEWS / f"{name}.py").is_file()}
    said = " ".join(text(path).split())
    assert {title for title in named(path) if f"**{title}** {NOT_BUILT}" in said} == missing & set(named(path))


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.name)
def test_words_of_the_screen_that_a_guide_quotes_stand_on_the_screen(path: Path) -> None:
    quoted = {" ".join(each.split()) for each in SAID.findall(text(path))}
    assert [each for each in sorted(quoted) if not any(said.fullmatch(each) for said in screen())] == []


def test_the_guide_to_ranking_names_every_filter() -> None:
    quoted = set(SAID.findall(text(ROOT / "docs" / "focal-points.md")))
    assert [each.label for each in FILTERS if each.label not in quoted] == []


def test_the_numbers_of_the_method_are_those_of_the_code() -> None:
    said = re.findall(r"^\| `([\w.]+)` \| ([\d.]+) \|", text(METHOD), re.MULTILINE)
    assert len(said) > 20
    assert {name: float(number) for name, number in said} == {name: value(name) for name, _ in said}
