"""One network for all tests of the demo: as many needs and engagements as the default, fewer partners."""

from __future__ import annotations

import pytest

from data.demo import DemoNetwork, generate


@pytest.fixture(scope="session")
def network() -> DemoNetwork:
    return generate(partners=1000)
