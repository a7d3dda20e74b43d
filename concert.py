"""The command line of Concert; each command has a file of its own in `commandline/`."""

from __future__ import annotations

from commandline.app import app

if __name__ == "__main__":
    app()
