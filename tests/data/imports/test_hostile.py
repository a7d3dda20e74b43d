"""Files made to hurt: each is refused in words, within seconds, and the reader stays small."""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from types import ModuleType

import pytest

from data.imports import reading
from data.imports.limits import MAX_FILE, MAX_MEMORY, MAX_RATIO, MAX_UNZIPPED
from data.imports.reading import read
from data.imports.trouble import Trouble, UnreadableError

SECONDS, BYTES = 20.0, 500 * 1024 * 1024
MIB = 1024 * 1024

Refused = Callable[[Path], Trouble | None]


@dataclass(frozen=True)
class Read:
    """What became of a file, the processor time of its reader, and the most memory that any reader had so far."""

    trouble: Trouble | None
    seconds: float
    peak: int


def weighed(path: Path) -> Read:
    """Read a file and return what the system says of the readers that have ended."""
    before = getrusage(RUSAGE_CHILDREN)
    trouble = None
    try:
        read(path, path.name)
    except UnreadableError as error:
        trouble = error.trouble
    after = getrusage(RUSAGE_CHILDREN)
    # Processor time: on a machine that is busy otherwise the clock tells nothing of the file.
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Read(trouble, seconds, after.ru_maxrss * 1024)


@pytest.fixture(scope="module")
def scales() -> Iterator[ProcessPoolExecutor]:
    """Give a small process to start the readers from: each counts as large as its parent until it runs its program."""
    with pytest.MonkeyPatch.context() as patch, ProcessPoolExecutor(1, mp_context=get_context("spawn")) as one:
        # A new process runs the main module first, and a page that was tried before in this one has taken its place.
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        yield one


@pytest.fixture
def refused(scales: ProcessPoolExecutor) -> Refused:
    """Give what says why a file is refused, having checked how long its reader worked and how large it was."""

    def refused(path: Path) -> Trouble | None:
        found = scales.submit(weighed, path).result()
        assert found.seconds < SECONDS
        assert found.peak < BYTES
        return found.trouble

    return refused


def workbook(sheet: str | bytes, extra: dict[str, bytes] | None = None, **how: int) -> bytes:
    """Return an archive that office programs would take for a workbook with this sheet."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        )
        rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r" Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{rels}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return made.getvalue()


def sheet(rows: str) -> str:
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY a{n} "{"&a" + (str(n - 1) if n else "") + ";"}{"&a;" * 9}">' for n in range(9))
    + "]><iati-activities><iati-activity><title>&a8;</title></iati-activity></iati-activities>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<iati-activities><iati-activity><iati-identifier>&a;</iati-identifier></iati-activity></iati-activities>"
)
DTD = '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://192.0.2.1/x.dtd"><iati-activities/>'
FAR = sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
NAMED = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>')


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (BOMB.encode(), Trouble.ENTITIES),
        (BOMB.encode("utf-16"), Trouble.ENTITIES),
        (OUTSIDE.encode(), Trouble.ENTITIES),
        (DTD.encode(), Trouble.ENTITIES),
        (b"<iati-activities>" + b"<a>" * 100_000, Trouble.BROKEN),
        (b"<iati-activities><iati-activity>", Trouble.BROKEN),
        (b"<html><body>404</body></html>", Trouble.FORMAT),
        (b"[" * 200_000, Trouble.BROKEN),
        (b'{"data":{"flows":', Trouble.BROKEN),
        (b"[1,2,3]", Trouble.FORMAT),
        (b"Name,Country\nAcme\x00,Kenya\n", Trouble.BROKEN),
        (b"Name\n" + b"x" * (3 * MIB) + b"\n", Trouble.CELL),
        (b'Name\n"' + b"x\n" * (200 * 1024) + b'"\n', Trouble.CELL),
        (b"Name,Country\n", Trouble.EMPTY),
        (b"", Trouble.EMPTY),
        (b"\xff\xfe", Trouble.EMPTY),
        (b"PK\x03\x04garbage", Trouble.BROKEN),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 1000, Trouble.BROKEN),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 999, Trouble.ENCRYPTED),
        (workbook(FAR), Trouble.EXTENT),
        (workbook(NAMED, {"../../etc/cron.d/x": b"x"}), Trouble.PATHS),
        (workbook(NAMED, {"C:\\x.xml": b"x"}), Trouble.PATHS),
        (workbook(NAMED, {f"f{n}": b"" for n in range(3000)}), Trouble.UNFOLDS),
    ],
    ids=lambda value: value.name if isinstance(value, Trouble) else None,
)
def test_a_hostile_file_is_refused(tmp_path: Path, refused: Refused, content: bytes, trouble: Trouble) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert refused(path) is trouble


def test_the_far_corner_fits_into_a_kibibyte() -> None:
    assert len(workbook(FAR, compresslevel=9)) < 1_500


def test_a_zip_bomb_is_told_by_its_directory(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(workbook(NAMED, {"xl/media/a.bin": bytes(MAX_RATIO * MIB)}, compresslevel=1))
    assert path.stat().st_size < MIB
    assert refused(path) is Trouble.UNFOLDS


def test_a_directory_that_lies_about_sizes_does_not_fill_the_memory(tmp_path: Path, refused: Refused) -> None:
    content = bytearray(workbook(sheet("<row>" + " " * (300 * MIB) + "</row>"), compresslevel=1))
    # The central directory says 1,000 bytes for every file.
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 24 : place + 28] = (1000).to_bytes(4, "little")
        place = content.find(b"PK\x01\x02", place + 4)
    path = tmp_path / "liar.xlsx"
    path.write_bytes(bytes(content))
    assert refused(path) in {Trouble.BROKEN, Trouble.UNFOLDS, Trouble.HEAVY, Trouble.EMPTY}


def test_a_cell_of_a_gibibyte_is_refused_by_its_size(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.write(b"Name\n")
        file.truncate(1 << 30)  # a sparse file: it takes no space on the disk
    assert refused(path) is Trouble.LARGE


def test_a_cell_that_unfolds_to_more_than_a_workbook_may_is_refused(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "cell.xlsx"
    made = io.BytesIO(workbook(NAMED))
    with (
        zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/sharedStrings.xml", "w") as file,
    ):
        file.write(b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>')
        for _ in range(MAX_UNZIPPED // MIB):
            file.write(b"x" * MIB)
        file.write(b"</t></si></sst>")
    path.write_bytes(made.getvalue())
    assert refused(path) is Trouble.UNFOLDS


def test_a_text_node_that_fills_the_memory_is_refused(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "node.xml"
    with path.open("wb") as file:
        file.write(b"<iati-activities><iati-activity><title><narrative>")
        for _ in range(MAX_FILE // MIB - 1):
            file.write(b"x" * MIB)
    assert refused(path) in {Trouble.HEAVY, Trouble.BROKEN}


def test_json_that_fills_the_memory_is_refused(tmp_path: Path, refused: Refused) -> None:
    path = tmp_path / "wide.json"
    path.write_text("[" + ",".join(["[]"] * 6_000_000) + "]")
    assert refused(path) in {Trouble.HEAVY, Trouble.FORMAT, Trouble.LARGE}


def test_formulas_are_read_as_their_saved_values_and_texts_stay_texts(tmp_path: Path) -> None:
    path = tmp_path / "formula.csv"
    path.write_text("Name,Country\n\"=cmd|' /C calc'!A0\",Kenya\n")
    found = read(path, path.name)
    assert json.loads(found.parts[0])[0][3]["name"] == "=cmd|' /C calc'!A0"


def test_a_file_is_read_however_busy_the_machine_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Country\nAcme,Kenya\n")
    clock = count(0, 40)
    monkeypatch.setattr(reading.time, "monotonic", lambda: float(next(clock)))  # 40 seconds from one look to the next
    assert read(path, path.name).drafts == 1


def test_the_limits_leave_the_bound_a_margin() -> None:
    assert MAX_MEMORY < BYTES
