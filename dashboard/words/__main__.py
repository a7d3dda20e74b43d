"""`python -m dashboard.words` brings every catalogue up to date with the messages in the code; nothing is lost."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from dashboard.words import FOLDER, SOURCE, catalogue_path, languages, read_catalogue

DASHBOARD = Path(__file__).parents[1]
KEYWORDS = {"_": None, "N_": None, "n_": (1, 2)}
SHARED = "concert"  # the part for messages of several folders, and of the files beside them


def messages(folder: Path = DASHBOARD) -> Catalog:
    """Return every message that the code marks, with the files in which it stands."""
    found = Catalog(project="Concert", charset="utf-8")
    for file, _line, message, comments, context in extract_from_dir(folder, keywords=KEYWORDS):
        found.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    return found


def part_of(entry: Message) -> str:
    """Return the part that a message belongs to: the folder of the dashboard that alone says it, else `SHARED`."""
    folders = {Path(file).parts[0] for file, _line in entry.locations if len(Path(file).parts) > 1}
    beside = any(len(Path(file).parts) == 1 for file, _line in entry.locations)
    return SHARED if beside or len(folders) != 1 or folders == {"views"} else folders.pop()


def refresh(code: str, template: Catalog, folder: Path = FOLDER) -> list[str]:
    """Rewrite the catalogue of a language with the messages of `template`; return those without a translation."""
    known = read_catalogue(code, folder)
    parts: dict[str, Catalog] = defaultdict(lambda: _empty(code))
    missing = []
    for entry in template:
        if entry.id:
            old = known.get(entry.id, entry.context)
            string = (old.string if old is not None else "") or ""
            parts[part_of(entry)].add(entry.id, string=string, locations=entry.locations, context=entry.context)
            missing += [] if _translated(string) else [str(entry.id)]
    place = catalogue_path(code, folder).parent
    for path in place.glob("*.po"):
        if path.stem not in parts:
            path.unlink()
    for part, catalogue in parts.items():
        with catalogue_path(code, folder, part).open("wb") as file:
            write_po(file, catalogue, sort_output=True, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return missing


def _empty(code: str) -> Catalog:
    return Catalog(locale=code, project="Concert", charset="utf-8")


def _translated(string: str | tuple[str, ...] | list[str]) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    template = messages()
    for code in languages():
        if code != SOURCE:
            missing = refresh(code, template)
            sys.stderr.write(f"{code}: {len(missing)} without translation\n")
            sys.stderr.writelines(f"  {message!r}\n" for message in missing)
