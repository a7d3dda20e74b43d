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
    resources.load_encoder = ReadyEncoder  # the real one is tested elsewhere and takes its time
    serve(int(sys.argv[1]))
