"""`python -m dashboard.words` brings every catalogue up to date with the messages in the code; nothing is lost."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dashboard.words import PREPARED, catalogue_path

DASHBOARD = Path(__file__).parents[1]
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}


def messages(folder: Path = DASHBOARD) -> Catalog:
    """Return every message that the code marks, with the files in which it stands."""
    found = Catalog(project="Concert", charset="utf-8")
    for file, _line, message, comments, context in extract_from_dir(folder, keywords=KEYWORDS):
        found.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def refresh(path: Path, template: Catalog) -> list[str]:
    """Rewrite one catalogue with the messages of `template` and return those without a translation."""
    with path.open("rb") as file:
        catalogue = read_po(file)
    catalogue.update(template, no_fuzzy_matching=True)
    with path.open("wb") as file:
        write_po(file, catalogue, sort_output=True, omit_header=False, include_lineno=False, ignore_obsolete=True)
    return [str(entry.id) for entry in catalogue if entry.id and not _translated(entry.string)]


def _translated(string: str | tuple[str, ...] | list[str]) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    template = messages()
    for code in PREPARED:
        if catalogue_path(code).is_file():
            missing = refresh(catalogue_path(code), template)
            sys.stderr.write(f"{code}: {len(missing)} without translation\n")
            sys.stderr.writelines(f"  {message!r}\n" for message in missing)
