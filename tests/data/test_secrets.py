"""The file with secrets: read where the environment is silent, refused where others may read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import SecretsError
from data.secrets import load


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "secrets.toml"
    path.touch(mode=0o600)
    path.write_text('CONCERT_COOKIE_SECRET = "from the file"\nCONCERT_PROXY = "10.0.0.1"\n', encoding="utf-8")
    return path


def test_the_environment_wins_over_the_file(file: Path) -> None:
    environment = {"CONCERT_SECRETS": str(file), "CONCERT_PROXY": "127.0.0.1"}
    assert load(environment) == file
    assert list(environment.values())[1:] == ["127.0.0.1", "from the file"]


def test_a_file_in_our_folder_is_found_and_none_is_fine(file: Path, tmp_path: Path) -> None:
    environment = {"CONCERT_HOME": str(tmp_path)}
    assert load(environment) == file
    assert load({"CONCERT_HOME": str(tmp_path / "other")}) is None


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_read_is_refused_with_the_way_out(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(SecretsError, match=f"chmod 600 {file}"):
        load({"CONCERT_SECRETS": str(file)})


@pytest.mark.parametrize("text", ["CONCERT_X = topsecret", 'OTHER = "topsecret"', "CONCERT_X = 5", "\x00topsecret"])
def test_what_is_no_list_of_settings_is_refused_without_quoting_it(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SecretsError) as caught:
        load({"CONCERT_SECRETS": str(file)})
    assert "topsecret" not in str(caught.value)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SecretsError, match="cannot be read"):
        load({"CONCERT_SECRETS": str(tmp_path / "none")})
