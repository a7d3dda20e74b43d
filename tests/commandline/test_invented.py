"""What is invented comes into a database when somebody asks for it, and with no other command."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from commandline import encoding
from commandline.app import COMMANDS, app
from dashboard import serve as dashboard
from data import first_run, partners
from data.database import transaction
from data.first_run import own_records
from data.loading import SetName, loaded
from data.server import DatabaseRole, ServerAddress
from matching.records import SYSTEM, Origin
from tests.data.records import partner
from tests.data.test_database import outside
from tests.encoder import TrigramEncoder

# One call a command that goes as far as it can on an empty database; FILE and OUT stand for paths.
CALLS = {
    "approach": "--entity WFP --partner p --resource logistics --from 2099-01-01 --until 2099-02-01",
    "audit": "",
    "backup": "--out OUT",
    "coalition": "--need n",
    "doctor": "",
    "export": "partners --out OUT.csv",
    "grant": "--user a@example.org --role administrator",
    "import": "FILE --entity WFP",
    "inspect": "FILE",
    "overlap": "",
    "plan": "",
    "rank": "--needs FILE --partners FILE",
    "report": "--out OUT.csv --year 2025",
    "resolve": "--names FILE",
    "restore": "FILE",
    "revoke": "--user a@example.org",
    "route": "--text trucks",
    "screen": "--partner p",
    "serve": "--no-demo",
    "tag-sdg": "--file FILE",
    "users": "",
}
SCREENING_A_LIST = "--names FILE"


@pytest.fixture
def fresh(own_engine: Engine, concert_home: Path, address: ServerAddress, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Give an empty database to which every command goes, with a small encoder and a dashboard that does not stay."""
    name = str(own_engine.url.database)
    monkeypatch.setenv("CONCERT_HOME", str(concert_home))
    monkeypatch.setenv("CONCERT_DATABASE_URL", outside(address, DatabaseRole.APP, name))
    monkeypatch.setenv("CONCERT_DATABASE_OWNER_URL", outside(address, DatabaseRole.OWNER, name))
    monkeypatch.setattr(encoding, "open_encoder", TrigramEncoder)
    monkeypatch.setattr(dashboard, "serve", lambda *_: None)
    monkeypatch.setattr(dashboard, "claim", lambda *_: None)
    return own_engine


def call(folder: Path, command: str, words: str) -> tuple[int, str]:
    """Call a command; return its exit code and what it told."""
    (folder / "file.csv").write_text("id,name,text\nx,Cold Chain Ltd,We carry vaccines in cooled trucks\n", "utf-8")
    put = words.replace("FILE", str(folder / "file.csv")).replace("OUT", str(folder / "out"))
    result = CliRunner().invoke(app, [command, *put.split()])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stderr


def test_every_command_but_the_demo_itself_is_called_here() -> None:
    assert set(COMMANDS) == set(CALLS) | {"demo"}


@pytest.mark.parametrize(("command", "words"), [*CALLS.items(), ("screen", SCREENING_A_LIST)])
def test_no_command_brings_what_is_invented_into_a_fresh_database(
    fresh: Engine, tmp_path: Path, command: str, words: str
) -> None:
    call(tmp_path, command, words)
    assert SetName.DEMO not in loaded(fresh)
    with transaction(fresh, SYSTEM) as connection:
        assert [each.id for each in partners.all_(connection) if each.origin.synthetic] == []


def test_the_first_start_brings_the_demo_network_and_the_next_one_nothing_more(
    fresh: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_run, "PARTNERS", 30)
    assert call(tmp_path, "serve", "")[0] == 0
    before = loaded(fresh)
    assert before[SetName.DEMO].edition.startswith("seed 0, 30 partners")
    assert call(tmp_path, "serve", "")[0] == 0
    assert loaded(fresh) == before


def test_beside_real_records_the_dashboard_starts_without_the_demo_and_the_demo_needs_the_word(
    fresh: Engine, tmp_path: Path
) -> None:
    with transaction(fresh, SYSTEM) as connection:
        partners.save_many(connection, [partner("real", origin=Origin("a register"))])
    code, said = call(tmp_path, "serve", "--demo")
    assert (code, "not invented (partners: 1)" in said, "--beside-own-records" in said) == (0, True, True)
    assert call(tmp_path, "demo", "--partners 30")[0] == 2
    assert SetName.DEMO not in loaded(fresh)
    assert call(tmp_path, "demo", "--partners 30 --beside-own-records")[0] == 0
    assert loaded(fresh)[SetName.DEMO].records > 30
    assert own_records(fresh) == {"partners": 1}
