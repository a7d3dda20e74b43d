"""The real server on a small invented network: `python -m tests.browser.sample_server PORT`, CONCERT_HOME set."""

from __future__ import annotations

import sys

from dashboard import resources
from dashboard.serve import serve
from data import approaches
from data.database import prepare, transaction
from data.settings import Settings
from matching.records import SYSTEM
from tests.dashboard.conftest import ReadyEncoder, fill
from tests.dashboard.coordination.conftest import REGISTER

if __name__ == "__main__":
    opened = prepare(Settings.from_environment())
    fill(opened)
    with transaction(opened, SYSTEM) as connection:
        approaches.save_many(connection, REGISTER)
    opened.dispose()
    # The real encoder, and what learns from it to read typed texts further, are tested elsewhere and take their time;
    # they would take it from the first pages.
    resources.load_encoder = ReadyEncoder
    resources.read_ahead = lambda: None
    serve(int(sys.argv[1]))
