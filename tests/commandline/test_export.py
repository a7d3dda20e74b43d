"""concert export on a real database: what a viewer may take along, in every format, and nothing beyond."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from commandline.app import app
from data import capabilities, database, engagements, loading, needs, partners
from data.database import transaction
from matching.records import SYSTEM, Disclosure, Visibility
from tests.data.records import FULL_CAPABILITY, FULL_ENGAGEMENT, FULL_NEED, FULL_PARTNER, UNDP, UNICEF, partner

CANARY = "canary-7f3a"
FORMATS = ("csv", "xlsx", "json", "parquet")


@pytest.fixture(scope="module")
def store(engine: Engine) -> Iterator[Engine]:
    loading.load_reference(engine, [UNDP, UNICEF])
    hidden = replace(
        FULL_ENGAGEMENT,
        id=f"id-{CANARY}",
        title=f"title {CANARY}",
        summary=CANARY,
        entities=("UNDP",),
        disclosure=Disclosure("UNDP", Visibility.HIDDEN, f"reason {CANARY}"),
        kpis=(),
        contributions=(),
    )
    named = replace(FULL_ENGAGEMENT, id="open", disclosure=Disclosure("UNDP"), entities=("UNDP",))
    with transaction(engine, SYSTEM) as connection:
        partners.save_many(connection, [FULL_PARTNER, partner("P2", "=1+1"), partner("P3")])
        capabilities.save_many(connection, [FULL_CAPABILITY])
        needs.save_many(connection, [FULL_NEED])
        engagements.save_many(connection, [hidden, named])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "prepare", lambda _: engine)
        yield engine


def run(*words: str) -> tuple[int, dict[str, Any], str]:
    result = CliRunner().invoke(app, ["export", *words])
    return result.exit_code, json.loads(result.stdout or "{}"), result.stderr


def everything(path: Path) -> bytes:
    """Return all that a file says, parts of archives unpacked."""
    found = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            found += b"".join(archive.read(name) for name in archive.namelist())
    if path.suffix == ".parquet" and not zipfile.is_zipfile(path):
        found += repr((pq.read_table(path).to_pylist(), pq.read_metadata(path).metadata)).encode()
    return found


@pytest.mark.parametrize("viewer", ["entity_lead/UNICEF", "focal_point", "leadership", "coordinator", "central_desk"])
@pytest.mark.parametrize("what", ["all", "engagements"])
@pytest.mark.parametrize("format", FORMATS)
def test_no_format_tells_a_stranger_what_is_hidden(
    store: Engine, tmp_path: Path, format: str, what: str, viewer: str
) -> None:
    out = tmp_path / f"a.{format}"
    code, answer, _ = run("--out", str(out), "--what", what, "--as", viewer, "--amounts", "bands")
    assert (code, answer["rows"]["engagements"]) == (0, 1)
    assert answer["withheld"]["engagements"] == {"another reason": 1}
    assert CANARY.encode() not in everything(out) + repr(answer).encode()
    assert b"1234567.89" not in everything(out)


@pytest.mark.parametrize("format", FORMATS)
def test_the_owner_takes_it_all(store: Engine, tmp_path: Path, format: str) -> None:
    out = tmp_path / f"a.{format}"
    code, answer, _ = run("--out", str(out), "--what", "engagements", "--as", "entity_lead/UNDP")
    assert (code, answer["rows"], answer["withheld"]) == (0, {"engagements": 2}, {})
    assert CANARY.encode() in everything(out)


def test_iati_tells_amounts_to_their_owner_only(store: Engine, tmp_path: Path) -> None:
    out = tmp_path / "a.xml"
    for viewer, told in (("entity_lead/UNDP", True), ("entity_lead/UNICEF", False)):
        assert run("--out", str(out), "--what", "engagements", "--as", viewer)[0] == 0
        assert ("1234567.89" in out.read_text(encoding="utf-8"), CANARY in out.read_text(encoding="utf-8")) == (
            told,
            told,
        )


def test_a_name_that_begins_like_a_formula_stays_text(store: Engine, tmp_path: Path) -> None:
    assert run("--out", str(tmp_path / "a.csv"), "--what", "partners")[0] == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert [row["name"] for row in rows if row["id"] == "P2"] == ["'=1+1"]


def test_filters_are_read_and_written_down(store: Engine, tmp_path: Path) -> None:
    out = tmp_path / "a.json"
    _, answer, _ = run("--out", str(out), "--what", "engagements", "--country", "Kenya", "--as", "focal_point")
    assert answer["rows"] == {"engagements": 0}
    assert json.loads(out.read_text(encoding="utf-8"))["about"]["filter country"] == "KEN"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--out", "a.pdf"), "a.pdf tells no format"),
        (("--out", "/nowhere/a.csv"), "there is no folder /nowhere"),
        (("--out", "a.csv", "--what", "secrets"), "--what secrets: there is partners"),
        (("--out", "a.csv", "--as", "system"), "--as system: there is external"),
        (("--out", "a.csv", "--as", "leadership/UNDP"), "leadership cannot look for 'UNDP'"),
        (("--out", "a.csv", "--what", "approaches", "--as", "external"), "may not take approaches; there is needs"),
        (("--out", "a.csv", "--entity", "ACME"), "--entity ACME: there is"),
        (("--out", "a.csv", "--country", "Atlantis"), "--country Atlantis"),
        (("--out", "a.csv", "--amounts", "all"), "--amounts all: there is hidden, bands"),
        (("--out", "a.xml", "--what", "all"), "IATI holds engagements only"),
        (("--out", "a.xml", "--what", "engagements", "--country", "KEN"), "no engagement to write as IATI"),
    ],
)
def test_a_wrong_call_says_what_there_is_and_writes_nothing(
    store: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, answer, error = run(*words)
    assert (code, answer) == (2, {})
    assert said in error
    assert list(tmp_path.iterdir()) == []
