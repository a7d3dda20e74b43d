"""Whatever a viewer takes along, in any format, holds nothing of others; and nothing is missing from its count."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine, text

from commandline.console import WrongCallError
from commandline.export import exported, request_of
from data.database import transaction
from data.exporting import Format
from matching.exporting import TableName
from matching.records import SYSTEM, Viewer
from tests.attack.canaries import VIEWERS, leaks, plant


@pytest.fixture(scope="module")
def planted(engine: Engine) -> Iterator[Engine]:
    """Give the module's database with the tokens in it."""
    plant(engine)
    yield engine


def content(path: Path) -> str:
    """Return all that is in a file, unpacked."""
    if path.suffix == ".parquet":
        table = pq.read_table(path)
        return f"{table.to_pylist()} {table.schema.metadata}"
    if is_zipfile(path):
        with ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("what", [*TableName])
@pytest.mark.parametrize("viewer", VIEWERS, ids=lambda who: who.user)
def test_no_file_holds_what_is_anothers(
    planted: Engine, tmp_path: Path, viewer: Viewer, what: TableName, format: Format
) -> None:
    out = tmp_path / f"out.{format.value}"
    try:
        answer = exported(planted, viewer, request_of(viewer, what, "", "", "bands"), format, out)
    except WrongCallError as error:
        assert leaks(str(error), viewer) == []
        assert not out.exists()
        return
    assert leaks(content(out) + json.dumps(answer), viewer) == []


@pytest.mark.parametrize("viewer", VIEWERS[:3], ids=lambda who: who.user)
def test_rows_and_withheld_are_all_there_is(planted: Engine, tmp_path: Path, viewer: Viewer) -> None:
    out = tmp_path / "all.json"
    answer = exported(planted, viewer, request_of(viewer, TableName.APPROACHES, "", "", "hidden"), Format.JSON, out)
    with transaction(planted, SYSTEM) as connection:
        total = connection.scalar(text("SELECT count(*) FROM approaches"))
    assert answer["rows"]["approaches"] + sum(answer["withheld"].get("approaches", {}).values()) == total
