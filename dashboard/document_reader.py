"""The child process of documents.py: a file comes in on standard input, its text goes out, or one word of trouble."""

from __future__ import annotations

import re
import resource
import sys
import zipfile
from io import BytesIO

MAX_MEMORY = 600 * 1024 * 1024  # bytes of address space; a plain document needs a fifth
MAX_CPU = 8  # seconds; a document of 5 MiB takes under two
MAX_PAGES = 60  # a need is described in the first pages of a document
MAX_CHARACTERS = 20_000  # what a question may hold
MAX_UNZIPPED = 50 * 1024 * 1024  # bytes; ten times what an upload may weigh


class TroubleError(Exception):
    """One word for what is wrong; documents.TROUBLES explains it."""


def restrain() -> None:
    """Bound the memory, the processor time and the files of this process."""
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU, MAX_CPU))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain_text(content: bytes) -> str:
    """Return decoded text; bytes that only a guess could decode are refused."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig" or _reads_as_chinese(text):
            return text
    raise TroubleError("encoding")


def _reads_as_chinese(text: str) -> bool:
    # GB 18030 decodes almost any bytes, so most of what is not ASCII must be common Chinese.
    beyond = [letter for letter in text if letter > "\x7f"]
    common = sum("\u4e00" <= letter <= "\u9fff" or letter in "，。、；：？！“”‘’（）《》" for letter in beyond)
    return bool(beyond) and "\x00" not in text and common >= 0.9 * len(beyond)


def docx_text(content: bytes) -> str:
    """Return the paragraphs and table cells of a Word document."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # the container of an encrypted document
        raise TroubleError("encrypted")
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNZIPPED:
            raise TroubleError("heavy")
    from docx import Document  # noqa: PLC0415 - after the archive is known to be small

    document = Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def pdf_text(content: bytes) -> str:
    """Return the text of the first pages of a PDF."""
    from pypdf import PdfReader  # noqa: PLC0415 - each kind of file loads its own library

    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise TroubleError("encrypted")
    text = "\n".join(page.extract_text() for page in reader.pages[:MAX_PAGES])
    if not text.strip() and len(reader.pages):
        raise TroubleError("scanned")
    return text


READERS = {"txt": plain_text, "docx": docx_text, "pdf": pdf_text}


def tidy(text: str) -> str:
    """Return `text` with blanks collapsed and control characters gone, cut at a word."""
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]", " ", text)
    text = re.sub(r"\n\s*\n+", "\n\n", re.sub(r"[^\S\n]+", " ", text)).strip()
    if len(text) <= MAX_CHARACTERS:
        return text
    return text[:MAX_CHARACTERS].rsplit(" ", 1)[0] if " " in text[:MAX_CHARACTERS] else text[:MAX_CHARACTERS]


def main() -> int:
    """Read one file of the kind named by the first argument; exit 1 with one word when there is no text."""
    try:
        content = sys.stdin.buffer.read()
        restrain()
        text = tidy(READERS[sys.argv[1]](content))
        if not text:
            raise TroubleError("empty")  # noqa: TRY301 - every trouble leaves by the same door
    except TroubleError as trouble:
        sys.stderr.write(f"\n{trouble}")
        return 1
    except MemoryError:
        sys.stderr.write("\nheavy")
        return 1
    except Exception:  # noqa: BLE001 - a parser may fail in any way on a stranger's file; the parent needs one word
        sys.stderr.write("\nbroken")
        return 1
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
