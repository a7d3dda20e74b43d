"""Sentences as exact pieces of a text, in Latin, Cyrillic, Arabic, Chinese, Devanagari and Greek writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matching.text.normal import shorten

# Longer pieces are lists in disguise: an encoder that reads 512 tokens would lose their end, and evidence of half a
# page convinces nobody.
LONGEST = 400
# A text of more sentences than this is a document; its first pages say what it is about. Bounds time and memory.
MOST = 60

# Where one sentence ends and the next begins. Full stops in Latin, Cyrillic and Greek writing need white space behind
# them, Chinese ones don't; a line break ends a sentence when the next line starts like one.
_ENDS = re.compile(
    r"""(?P<stop>[.!?؟۔…]+[\"'”’»)\]]*)(?=\s)
      | (?P<wide>[。！？；।]+[”’」』）]*)
      | (?P<blank>\s*\n\s*\n\s*)
      | (?P<line>\s*\n\s*(?=[-*•–—▪◦·\d]|[^\W\d_a-zà-öø-ÿа-яё]))
      | (?P<bullet>\s+[•▪◦]\s+)""",
    re.VERBOSE,
)
_ABBREVIATIONS = """
    al approx art bros ca cf co corp dept dr ed eg est etc fig gen gov hon ie inc incl jr lt ltd mme mr mrs ms
    mt no nos op pp prof rev sr st ste vol vs г гг д др им млн млрд н руб стр т тыс ул
"""
_SHORTENED = frozenset(_ABBREVIATIONS.split())
# Places to cut a piece that is too long, best first.
_CUTS = (re.compile(r"[;；]\s*"), re.compile(r"[,，、،:：]\s*"), re.compile(r"\s+"))
_LAST_WORD = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of a text: `text == source[start:end]`."""

    text: str
    start: int
    end: int


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences in order: at most `MOST`, each with a letter, each of at most `LONGEST` characters."""
    source = shorten(text)
    found: list[Sentence] = []
    for start, end in _pieces(source):
        for left, right in _cut(source, start, end):
            piece = _trimmed(source, left, right)
            if piece is not None:
                found.append(piece)
                if len(found) == MOST:
                    return tuple(found)
    return tuple(found)


def _pieces(source: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in _ENDS.finditer(source):
        if end.group("stop") and not _ends_a_sentence(source, end):
            continue
        yield start, end.end()
        start = end.end()
    yield start, len(source)


def _ends_a_sentence(source: str, stop: re.Match[str]) -> bool:
    """A full stop ends nothing behind `Ltd`, an initial or `U.S`, nor before a small letter."""
    follower = source[stop.end() :].lstrip()[:1]
    if follower.islower():
        return False
    if stop.group() != ".":
        return True
    last = _LAST_WORD.search(source, max(0, stop.start() - 20), stop.end())
    if last is None:
        return True
    word = last.group(1)
    return not ("." in word or len(word) == 1 or word.lower() in _SHORTENED)


def _cut(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        at = next((cut for pattern in _CUTS if (cut := _last_end(pattern, source, start)) is not None), start + LONGEST)
        yield start, at
        start = at
    yield start, end


def _last_end(pattern: re.Pattern[str], source: str, start: int) -> int | None:
    """The end of the last match that leaves a piece of a readable length, between a third of LONGEST and LONGEST."""
    ends = [match.end() for match in pattern.finditer(source, start + LONGEST // 3, start + LONGEST)]
    return ends[-1] if ends else None


def _trimmed(source: str, start: int, end: int) -> Sentence | None:
    while start < end and (source[start].isspace() or source[start] in "-*•–—▪◦·"):
        start += 1
    while end > start and source[end - 1].isspace():
        end -= 1
    piece = source[start:end]
    return Sentence(piece, start, end) if _LETTER.search(piece) else None
