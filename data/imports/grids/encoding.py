"""How the letters of a text file are written: told by its first bytes, else by a library, and always said."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from data.imports.content import Content
from data.imports.limits import MIB
from data.imports.trouble import Trouble, UnreadableError

# What office programs of six languages save, the usual ones first: of two that fit alike the earlier one is meant.
ENCODINGS = ("cp1252", "cp1251", "cp1256", "gb18030", "big5", "koi8_r", "mac_roman", "cp850", "iso8859_6")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SAMPLE = 256 * 1024
# Two encodings as close as this fit alike.
_ALIKE = 0.02


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name of an encoding; `guessed` where nothing but the letters themselves speaks for it."""

    name: str
    guessed: bool = False


def encoding_of(content: Content, asked: str = "") -> Encoding:
    """Return how a text file is written, or what was asked for.

    :raises UnreadableError: If there is no such encoding, or none fits.
    """
    if asked:
        try:
            return Encoding(codecs.lookup(asked).name)
        except LookupError:
            raise UnreadableError(Trouble.ENCODING, f"there is no encoding {asked[:40]!r}") from None
    with content.open() as file:
        sample = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return Encoding(name)
    if wide := _without_mark(sample):
        return Encoding(wide, guessed=True)
    if _is_utf8(content):
        return Encoding("utf-8")
    fitting = list(from_bytes(sample, cp_isolation=list(ENCODINGS)))
    if not fitting:
        raise UnreadableError(Trouble.ENCODING, "none of the usual encodings fits")
    least = min(each.chaos for each in fitting)
    alike = {each.encoding for each in fitting if each.chaos <= least + _ALIKE}
    return Encoding(next((name for name in ENCODINGS if name in alike), fitting[0].encoding), guessed=True)


def _without_mark(sample: bytes) -> str:
    """Return which UTF-16 it is where every second byte is nothing, "" otherwise."""
    pairs = len(sample) // 2
    for name, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[0::2].count(0))):
        if pairs and zeros > 0.4 * pairs and sample.count(0) < 1.2 * zeros:
            return name
    return ""


def _is_utf8(content: Content) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with content.open() as file:
            while step := file.read(4 * MIB):
                decoder.decode(step)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
