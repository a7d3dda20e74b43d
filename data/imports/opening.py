"""What a file is, told from its content, and its drafts; only ever called in the reader's own process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data.imports import fts, iati
from data.imports.asked import Asked
from data.imports.content import Content, content_of
from data.imports.found import Findings
from data.imports.grids import Grid
from data.imports.grids.delimited import grid_of_text
from data.imports.grids.encoding import encoding_of
from data.imports.grids.markup import grids_of_page, grids_of_spreadsheet, is_page, is_spreadsheet
from data.imports.grids.objects import grids_of_json, read_json
from data.imports.grids.workbook import grids_of_workbook
from data.imports.limits import MAX_FILE
from data.imports.opened import Opened
from data.imports.tables import open_table
from data.imports.trouble import Trouble, UnreadableError

IATI, FTS = "iati", "fts"
_ZIP, _OLE = b"PK", b"\xd0\xcf"
_BOMS = b"\xef\xbb\xbf\xff\xfe"


def open_file(path: Path, name: str, asked: Asked, findings: Findings) -> Opened:
    """Return what a file holds.

    :raises UnreadableError: If it is no file that Concert reads.
    """
    size = path.stat().st_size
    if size > MAX_FILE:
        raise UnreadableError(Trouble.LARGE, f"{size:,} bytes, at most {MAX_FILE:,}")
    content = content_of(path, name)
    bare = content.start.strip(_BOMS + b" \t\r\n\x00")
    if not bare:
        raise UnreadableError(Trouble.EMPTY)
    if grids := _sheets(content, asked):
        return open_table(grids, name, asked, findings)
    if bare[:1] == b"<" or asked.layout == IATI:
        return Opened(IATI, iati.read(content, findings))
    encoding = encoding_of(content, asked.encoding)
    if bare[:1] in (b"{", b"["):
        found = read_json(content, encoding)
        flows = fts.flows_in(found)
        if flows is not None and asked.layout in ("", FTS):
            return Opened(FTS, fts.read(flows, findings))
        return open_table(grids_of_json(found), name, asked, findings)
    if encoding.guessed:
        findings.notes[f"the text seems to be written in {encoding.name}; --encoding says otherwise"] = None
    opened = open_table([grid_of_text(content, encoding, findings)], name, asked, findings)
    return replace(opened, encoding=encoding.name)


def _sheets(content: Content, asked: Asked) -> list[Grid]:
    """Return the sheets of what office programs and browsers open as a workbook, none of other files."""
    if content.start[:2] in (_ZIP, _OLE):
        return grids_of_workbook(content)
    if is_spreadsheet(content.start):
        return grids_of_spreadsheet(content)
    if content.start.lstrip(_BOMS + b" \t\r\n").startswith(b"<") and is_page(content.start) and asked.layout != IATI:
        return grids_of_page(content, encoding_of(content, asked.encoding))
    return []
