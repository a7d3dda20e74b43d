"""Starting the server."""

from __future__ import annotations

import socket
import tomllib

import pytest

from dashboard.serve import LOCAL, ROOT, PortInUseError, claim, serve


@pytest.fixture
def taken() -> int:
    """Give a port on which something listens."""
    with socket.socket() as listener:
        listener.bind((LOCAL, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_in_use_is_named_with_the_way_out(taken: int) -> None:
    with pytest.raises(PortInUseError, match=f"port {taken} on 127.0.0.1 is in use.*concert serve --port {taken + 1}"):
        serve(taken)


def test_a_free_port_can_be_claimed() -> None:
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        port = probe.getsockname()[1]
    claim(LOCAL, port)


def test_the_settings_that_protect_are_set_and_every_line_has_its_reason() -> None:
    path = ROOT / ".streamlit" / "config.toml"
    settings = tomllib.loads(path.read_text(encoding="utf-8"))
    assert settings["server"]["address"] == LOCAL
    assert settings["server"]["allowedHosts"]
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["disableDataExport"] is True
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["runner"]["enforceSerializableSessionState"] is True
    lines = path.read_text(encoding="utf-8").splitlines()
    unexplained = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if " = " in line and "# " not in line and not before.startswith(("#", "font"))
    ]
    assert unexplained == []
