"""Files that leave Concert: written row by row, whole or not at all, and harmless to the programs that open them."""

from __future__ import annotations

from data.exporting.files import Format, UnknownFormatError, format_of, write

__all__ = ["Format", "UnknownFormatError", "format_of", "write"]
