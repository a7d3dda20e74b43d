"""`concert demo`: an invented network of any size."""

from __future__ import annotations

from typing import Annotated

import typer

from acts.opening import OwnRecordsError, load_demo, loaded_sets, open_filled
from commandline.console import WrongCallError, emit, say
from commandline.people import caller


def demo(
    seed: Annotated[int, typer.Option(min=0)] = 0,
    partners: Annotated[int, typer.Option(min=1, max=200_000, help="Needs and engagements grow with them.")] = 5000,
    beside_own_records: Annotated[
        bool, typer.Option("--beside-own-records", help="Load it also where records that are not invented are.")
    ] = False,
) -> None:
    """Load an invented network of any size in place of the one before; what people entered stays."""
    engine = open_filled(say)
    try:
        changed = load_demo(caller(engine), say, seed, partners, beside_own=beside_own_records)
    except OwnRecordsError as error:
        raise WrongCallError(str(error)) from error
    emit({"changed": changed, "sets": loaded_sets(engine)})
