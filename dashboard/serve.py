"""Starts the server. Imports Streamlit only when it serves, so that the command line stays quick."""

from __future__ import annotations

import logging
import os
import socket
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
PORT = 8501
LOCAL = "127.0.0.1"


class PortInUseError(Exception):
    """Another program listens where the dashboard should."""

    def __init__(self, address: str, port: int) -> None:
        super().__init__(
            f"port {port} on {address} is in use, perhaps by another Concert: see http://{address}:{port}, "
            f"or take another port: concert serve --port {port + 1}"
        )


def serve(port: int = PORT, address: str = LOCAL, hosts: tuple[str, ...] = ()) -> None:
    """
    Serve the dashboard until it is stopped.

    `hosts` are further names under which it may be reached, for example that of a proxy.

    :raises PortInUseError: If something else listens there already.
    """
    claim(address, port)
    os.chdir(ROOT)  # Streamlit reads .streamlit/config.toml of the working directory
    names = ["localhost", "127.0.0.1", "[::1]", *hosts]
    settings = {
        "server.port": port,
        "server.address": address,
        "server.allowedHosts": names,
        "logger.hideWelcomeMessage": True,  # the command line has said where the dashboard is
    }
    # Streamlit warns of each cache that is declared before it runs; ours all are, so that the first page is quick.
    logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(_is_news)
    import_module("dashboard.server").application(names).run(config=settings)


def _is_news(record: logging.LogRecord) -> bool:
    return "No runtime found" not in record.getMessage()


def claim(address: str, port: int) -> None:
    """
    Return if the port can be bound.

    :raises PortInUseError: If it cannot.
    """
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise PortInUseError(address, port) from error
