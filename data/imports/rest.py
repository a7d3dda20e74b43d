"""The rows of a file that stay out, as a file to mend and bring again."""

from __future__ import annotations

import csv
import io

from data.exporting.cells import harmless
from data.imports.reading import Read

# The last column; brought again, no field takes it.
WHY = "Why it stays out"


def rest_of(read: Read) -> str:
    """Return a CSV of the rows that stay out, under the headers of their file, each with what is wrong with it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    headers = read.look.headers
    writer.writerow([*map(harmless, headers), WHY])
    for _, cells, why in read.rest:
        row = [*cells, *[""] * (len(headers) - len(cells))]
        writer.writerow([*map(harmless, row), harmless(why)])
    return out.getvalue()
