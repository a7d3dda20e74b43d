"""Files that leave Concert: written row by row, whole or not at all, and harmless to the programs that open them."""

from __future__ import annotations

from data.exporting.files import Format, UnknownFormatError, format_of, write
from data.exporting.reading import Records, records_for

__all__ = ["Format", "Records", "UnknownFormatError", "format_of", "records_for", "write"]
