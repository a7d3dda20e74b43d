"""What can be wrong with a whole file before any row of it counts."""

from __future__ import annotations

from enum import StrEnum


class Trouble(StrEnum):
    """One word for why a file cannot be read; it is all that the reader says besides what it read."""

    LARGE = "large"
    UNFOLDS = "unfolds"
    HEAVY = "heavy"
    SLOW = "slow"
    ENTITIES = "entities"
    ENCODING = "encoding"
    ENCRYPTED = "encrypted"
    PATHS = "paths"
    ARCHIVE = "archive"
    SHEET = "sheet"
    HIDDEN = "hidden"
    FORM = "form"
    EXTENT = "extent"
    CELL = "cell"
    EMPTY = "empty"
    FORMAT = "format"
    BROKEN = "broken"


# What each word means and what to do, for the person who has the file.
ADVICE = {
    Trouble.LARGE: "the file is too large; split it into parts",
    Trouble.UNFOLDS: "the file unfolds to many times its size, as a decompression bomb does; save it again as CSV",
    Trouble.HEAVY: "the file takes too much memory to read; split it, or save it as CSV",
    Trouble.SLOW: "the file takes too long to read; split it, or save it as CSV",
    Trouble.ENTITIES: "the XML declares a document type or entities, which data files have no need of; remove them",
    Trouble.ENCODING: "nothing tells how the letters are encoded; name it, such as cp1252, or save the text as UTF-8",
    Trouble.ENCRYPTED: "the file is protected by a password; save it without one",
    Trouble.PATHS: "the archive holds names that point outside of it; save the spreadsheet again",
    Trouble.SHEET: "the workbook has no sheet of this name",
    Trouble.HIDDEN: "only hidden sheets hold a known kind of table; show the one that is meant, or name it",
    Trouble.ARCHIVE: "the archive holds not one table but several files; unpack it and bring the one that is meant",
    Trouble.FORM: "the file is something else than data of partners, partnerships or needs",
    Trouble.EXTENT: "the sheet spans far more rows or columns than it fills; delete the stray cells, or save it as CSV",
    Trouble.CELL: "a cell is longer than 200,000 characters; shorten it",
    Trouble.EMPTY: "the file holds no rows below its headers",
    Trouble.FORMAT: "the format is not one that Concert reads; name it with --format, or save the table as CSV",
    Trouble.BROKEN: "the file is damaged or is not what its name says; save it again",
}


class UnreadableError(ValueError):
    """A file that cannot be read as a whole; `detail` names the place or value where one is known.

    `told` says that the reader itself told so and can read on.
    """

    def __init__(self, trouble: Trouble, detail: str = "", *, told: bool = False) -> None:
        self.trouble, self.detail, self.told = trouble, detail, told
        super().__init__(ADVICE[trouble] + (f" ({detail})" if detail else ""))
