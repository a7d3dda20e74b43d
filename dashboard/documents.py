"""Text out of an uploaded file. A stranger's file is read in a child process that may use little and lives briefly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import PurePath

from dashboard.document_reader import MAX_CPU
from dashboard.words import N_

ENDINGS = ("txt", "docx", "pdf")
MAX_BYTES = 5 * 1024 * 1024  # far below server.maxUploadSize, and checked here: the browser's check can be passed by
MAX_SECONDS = 10 * MAX_CPU  # by the clock, as a last resort: the machine may be busy with other things

TROUBLES = {
    "kind": N_("This kind of file cannot be read. Save it as .txt, .docx or .pdf and try again."),
    "large": N_("The file is larger than 5 MB. Upload the part that describes the need or the offer."),
    "empty": N_("The file holds no text. Choose another file or paste the text."),
    "encoding": N_("The text is in an unknown encoding. Save it as UTF-8 and try again."),
    "encrypted": N_("The file is protected by a password. Save it without one and try again."),
    "scanned": N_("The PDF holds pictures of pages and no text. Run text recognition on it, or paste the text."),
    "broken": N_("The file is damaged or is not what its name says. Save it again and retry."),
    "heavy": N_("The file takes too much time or memory to read. Paste the text instead."),
}


class DocumentError(Exception):
    """A file that gave no text; `trouble` is a key of TROUBLES."""

    def __init__(self, trouble: str) -> None:
        super().__init__(TROUBLES[trouble])
        self.trouble = trouble


def text_of(name: str, content: bytes) -> str:
    """
    Return the text of an uploaded .txt, .docx or .pdf, blanks collapsed, cut at the length that a question may have.

    :raises DocumentError: If there is no text to be had, with the reason.
    """
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        raise DocumentError("kind")
    if len(content) > MAX_BYTES:
        raise DocumentError("large")
    if not content.strip():
        raise DocumentError("empty")
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module; the file goes in by a pipe
            [sys.executable, "-I", "-m", "dashboard.document_reader", ending],
            input=content,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DocumentError("heavy") from None
    if done.returncode == 0:
        return done.stdout.decode()
    trouble = done.stderr.decode(errors="replace").rpartition("\n")[2]  # libraries may warn in the lines before
    raise DocumentError(trouble if trouble in TROUBLES else "heavy")
