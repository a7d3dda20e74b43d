"""Where real data lies when it is there: beside the project, never in it."""

from pathlib import Path

import pytest

_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(*parts: str) -> Path:
    """Return the path of a real file, or skip the test with a reason when it is absent."""
    path = _FOLDER.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"real data not found beside the project: {'/'.join(parts)}")
    return path
