"""Tests run side by side, so numbers are crunched in one thread each: threads that wait for a core spin meanwhile."""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")  # five times less processor time where two tests share two cores
