"""Text out of uploads, and one plain word for each way in which there is none."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfWriter

from dashboard import documents
from dashboard.documents import MAX_BYTES, TROUBLES, DocumentError, text_of


def docx(text: str) -> bytes:
    document, out = Document(), BytesIO()
    document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "in a table"
    document.save(out)
    return out.getvalue()


def pdf(password: str = "") -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password)
    writer.write(out)
    return out.getvalue()


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 200_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    "content", [b"Cold chain", "冷链疫苗，马里需要运输。".encode("gb18030"), "سلسلة التبريد".encode("utf-16")]
)
def test_plain_text_is_read_in_the_encodings_of_the_six_languages(content: bytes) -> None:
    assert text_of("need.TXT", content) in {"Cold chain", "冷链疫苗，马里需要运输。", "سلسلة التبريد"}


def test_a_word_document_gives_its_paragraphs_and_tables() -> None:
    assert text_of("need.docx", docx("Solar fridges")) == "Solar fridges\nin a table"


@pytest.mark.parametrize(
    ("name", "content", "trouble"),
    [
        ("need.exe", b"MZ", "kind"),
        ("need", b"text", "kind"),
        ("need.txt", b" \n ", "empty"),
        ("need.txt", "café naïve".encode("latin-1"), "encoding"),
        ("need.docx", b"\xd0\xcf\x11\xe0 encrypted container", "encrypted"),
        ("need.docx", b"not a zip", "broken"),
        ("need.pdf", b"%PDF-1.4 junk", "broken"),
        ("need.pdf", pdf(), "scanned"),
        ("need.pdf", pdf("secret"), "encrypted"),
    ],
)
def test_each_trouble_has_its_own_message(name: str, content: bytes, trouble: str) -> None:
    with pytest.raises(DocumentError) as caught:
        text_of(name, content)
    assert caught.value.trouble == trouble
    assert str(caught.value) == TROUBLES[trouble]


def test_a_file_over_the_limit_is_not_even_opened() -> None:
    with pytest.raises(DocumentError) as caught:
        text_of("need.txt", b"x" * (MAX_BYTES + 1))
    assert caught.value.trouble == "large"


def test_an_archive_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        text_of("need.docx", bomb())
    assert caught.value.trouble == "heavy"


def test_a_reader_that_does_not_come_back_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "MAX_SECONDS", 0.001)
    with pytest.raises(DocumentError) as caught:
        text_of("need.txt", b"text")
    assert caught.value.trouble == "heavy"
