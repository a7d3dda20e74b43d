"""Starts the server. Imports Streamlit only when it serves, so that the command line stays quick."""

from __future__ import annotations

import logging
import os
import socket
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from dashboard.settings import LOOPBACK, DashboardSettings, Mode, cookie_secret

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
    :raises SettingsError: If the environment's settings do not go together.
    :raises SecretsError: If a secret is open to others.
    """
    claim(address, port)
    settings = DashboardSettings.from_environment()
    os.chdir(ROOT)  # Streamlit reads .streamlit/config.toml of the working directory
    # Who may say from where a request comes: uvicorn would believe every program of this machine.
    os.environ["FORWARDED_ALLOW_IPS"] = settings.proxy
    os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = cookie_secret(settings)  # taken from nowhere else, being a secret
    names = ["localhost", "127.0.0.1", "[::1]", *filter(None, [settings.host]), *hosts]
    options = {
        "server.port": port,
        "server.address": address,
        "server.allowedHosts": names,
        "secrets.files": [],  # ours are read and checked by `data.secrets`
        "logger.hideWelcomeMessage": True,  # the command line has said where the dashboard is
    }
    # Streamlit warns of each cache that is declared before it runs; ours all are, so that the first page is quick.
    logging.getLogger("streamlit.runtime.caching.cache_data_api").addFilter(_is_news)
    import_module("dashboard.server").application(names, settings).run(config=options)


def opening(demo: bool | None, address: str) -> tuple[bool, str]:
    """Return whether to load the demonstration, and what the operator must know about who can come in.

    Nobody who sets up sign-in wants invented partners among the real ones unless they say so.

    :raises SettingsError: If the environment's settings do not go together.
    """
    settings = replace(DashboardSettings.from_environment(), demo=bool(demo))
    if demo is None:
        settings = replace(settings, demo=settings.provider is None and not settings.local_user)
    if settings.mode is Mode.CLOSED:
        return settings.demo, "Nobody can come in: set up sign-in (docs/server.md), CONCERT_LOCAL_USER, or use --demo"
    if settings.mode is Mode.LOCAL_USER and address not in LOOPBACK:
        return settings.demo, f"{settings.local_user} can come in from this machine only: listen on 127.0.0.1"
    if settings.mode is Mode.DEMONSTRATION and address not in LOOPBACK:
        return settings.demo, f"Everybody who can reach {address} may look as any role; keep real records out"
    return settings.demo, ""


def way_in() -> tuple[bool, str, bool]:
    """Return whether the settings are as they should be, who can come in by them, and whether people sign in.

    :raises SettingsError: If they do not go together.
    """
    settings = DashboardSettings.from_environment()
    said = {
        Mode.SIGN_IN: f"people sign in at {settings.public_url}, for {settings.session_hours:g} hours",
        Mode.DEMONSTRATION: "everybody who reaches it may look as any role: the demonstration",
        Mode.LOCAL_USER: f"{settings.local_user} alone, from this machine",
        Mode.CLOSED: "any role with the demonstration, which `concert serve` shows here; else nobody",
    }[settings.mode]
    lacking = {"CONCERT_PROXY": settings.proxy, "CONCERT_COOKIE_SECRET": settings.cookie_secret}
    missing = [name for name, value in lacking.items() if settings.secure and not value]
    if missing:
        return False, f"{said}; behind a proxy with TLS set {' and '.join(missing)} too", False
    return True, said, settings.mode is Mode.SIGN_IN


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
