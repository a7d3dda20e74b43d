"""Files of the kinds that people bring, small and invented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from acts import imports
from acts.act import Caller
from data.entities import read_entities
from data.imports.reading import read
from data.loading import load_reference
from matching.records import Batch, UserRole, Viewer, Visibility

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
    by = somebody(engine, entity)
    return imports.check_in(by, entity, found, path, name=path.name, mapped=None, told=visibility)


def somebody(engine: Engine, entity: str = "UNICEF") -> Caller:
    """Return somebody who brings files in for an entity."""
    return Caller(engine, Viewer("ann", UserRole.FOCAL_POINT, entity), signed_in=False)
