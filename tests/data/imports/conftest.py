"""Files of the kinds that people bring, small and invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from data.entities import read_entities
from data.imports.loading import check_in
from data.imports.reading import read
from data.loading import load_reference
from matching.records import Batch, Disclosure, Visibility

PARTNERS = """Organisation;Type;Pays;SDGs;What you can do
Blue Harvest Ltd;Company;Kenya;SDG 2, SDG 13;Solar cold stores for small farmers.
Fondation Vivre;Corporate foundation;Sénégal;3;
"""


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def made(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return made


@pytest.fixture
def store(own_engine: Engine) -> Engine:
    load_reference(own_engine, read_entities())
    return own_engine


def checked(engine: Engine, path: Path, entity: str = "UNICEF", visibility: Visibility = Visibility.NAMED) -> Batch:
    """Return the batch of a file without problems."""
    found = read(path, path.name)
    assert found.problems == []
    return check_in(engine, found, path, name=path.name, importer="ann", disclosure=Disclosure(entity, visibility))
