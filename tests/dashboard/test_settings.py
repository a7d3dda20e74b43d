"""What the environment may ask of the dashboard, and who is let in by it."""

from __future__ import annotations

import pytest

from dashboard.serve import opening
from dashboard.settings import DashboardSettings, Mode, SettingsError

OIDC = {
    "CONCERT_OIDC_METADATA_URL": "https://login.example.org/.well-known/openid-configuration",
    "CONCERT_OIDC_CLIENT_ID": "concert",
    "CONCERT_OIDC_CLIENT_SECRET": "secret",
    "CONCERT_PUBLIC_URL": "https://concert.example.org",
    "CONCERT_COOKIE_SECRET": "c" * 32,
}


@pytest.mark.parametrize(
    ("environment", "mode"),
    [
        ({}, Mode.CLOSED),
        ({"CONCERT_DEMO": "1"}, Mode.DEMONSTRATION),
        ({"CONCERT_LOCAL_USER": "amina"}, Mode.LOCAL_USER),
        (OIDC, Mode.SIGN_IN),
        (OIDC | {"CONCERT_DEMO": "1", "CONCERT_LOCAL_USER": "amina"}, Mode.SIGN_IN),
    ],
)
def test_sign_in_beats_the_demonstration_and_without_either_nobody_is_let_in(
    environment: dict[str, str], mode: Mode
) -> None:
    assert DashboardSettings.from_environment(environment).mode is mode


@pytest.mark.parametrize("missing", list(OIDC))
def test_half_a_sign_in_is_refused_rather_than_switched_off(missing: str) -> None:
    with pytest.raises(SettingsError, match="sign-in needs all of"):
        DashboardSettings.from_environment({name: value for name, value in OIDC.items() if name != missing})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"CONCERT_PUBLIC_URL": "http://concert.example.org"}, "must begin with https"),
        ({"CONCERT_PUBLIC_URL": "concert.example.org"}, "must be like"),
        ({"CONCERT_PUBLIC_URL": "https://concert.example.org/app"}, "must be like"),
        ({"CONCERT_COOKIE_SECRET": "short"}, "at least 32"),
        ({"CONCERT_SESSION_HOURS": "-1"}, "number of hours"),
        ({"CONCERT_SESSION_HOURS": "1000"}, "number of hours"),
        (OIDC | {"CONCERT_OIDC_METADATA_URL": "http://login.example.org/x"}, "must begin with https"),
    ],
)
def test_a_setting_that_would_weaken_is_refused_with_its_name(wrong: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        DashboardSettings.from_environment(wrong)


def test_secrets_are_in_no_text_of_the_settings() -> None:
    said = repr(DashboardSettings.from_environment(OIDC))
    assert "ccc" not in said
    assert "'secret'" not in said


def test_the_operator_is_told_who_can_come_in(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*OIDC, "CONCERT_DEMO", "CONCERT_LOCAL_USER"]:
        monkeypatch.delenv(name, raising=False)
    assert opening(None, "127.0.0.1") == (True, "")
    assert "Nobody can come in" in opening(False, "127.0.0.1")[1]
    assert "any role" in opening(None, "0.0.0.0")[1]  # noqa: S104 - what is warned of
    monkeypatch.setenv("CONCERT_LOCAL_USER", "amina")
    assert opening(None, "127.0.0.1") == (False, "")
    for name, value in OIDC.items():
        monkeypatch.setenv(name, value)
    assert opening(None, "0.0.0.0") == (False, "")  # noqa: S104 - sign-in guards it
    assert opening(True, "0.0.0.0") == (True, "")  # noqa: S104 - invented records, real sign-in
