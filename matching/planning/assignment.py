"""Who should approach whom, system-wide: the best assignment of entities to partners as a minimum-cost flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from ortools.graph.python import min_cost_flow

Array = npt.NDArray[np.float64]

# The flow counts in integers; a millionth of a match is far below what anybody can tell apart.
STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Assignment:
    """Pairs (entity, partner) in order, and their total value."""

    pairs: tuple[tuple[str, str], ...]
    value: float


def assign(
    entities: Sequence[str], partners: Sequence[str], values: Array, capacity: Sequence[int], cap: int
) -> Assignment:
    """Return the assignment of highest total value: `capacity` partners an entity, `cap` entities a partner.

    `values` has shape (entities, partners), 0..1; pairs worth 0 are never made, negative ones are forbidden.

    :raises ValueError: If the shapes do not fit or a limit is negative.
    """
    if values.shape != (len(entities), len(partners)) or len(capacity) != len(entities):
        raise ValueError(f"{len(entities)} entities x {len(partners)} partners do not fit values of {values.shape}")
    if cap < 0 or min(capacity, default=0) < 0:
        raise ValueError(f"limits must not be negative, got cap {cap} and capacities from {min(capacity, default=0)}")
    row, column = np.nonzero(values > 0)
    made = _flow(values[row, column], row, column, np.asarray(capacity), np.full(len(partners), cap))
    pairs = sorted((entities[row[k]], partners[column[k]]) for k in np.flatnonzero(made))
    return Assignment(tuple(pairs), float(values[row[made], column[made]].sum()))


def _flow(
    values: Array, row: npt.NDArray[np.intp], column: npt.NDArray[np.intp], left: npt.NDArray[np.intp], right: Array
) -> npt.NDArray[np.bool_]:
    """Return which pairs carry flow from a source over entities and partners to a sink, with a free way past all."""
    count, width = len(left), len(right)
    source, sink = count + width, count + width + 1
    flow = min_cost_flow.SimpleMinCostFlow()
    pairs = flow.add_arcs_with_capacity_and_unit_cost(
        row, count + column, np.ones(len(row), dtype=np.int64), -np.rint(values * STEPS).astype(np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        np.full(count, source), np.arange(count), left.astype(np.int64), np.zeros(count, dtype=np.int64)
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        count + np.arange(width), np.full(width, sink), right.astype(np.int64), np.zeros(width, dtype=np.int64)
    )
    total = int(left.sum())
    flow.add_arc_with_capacity_and_unit_cost(source, sink, total, 0)
    flow.set_node_supply(source, total)
    flow.set_node_supply(sink, -total)
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"the flow has no optimum, status {status}")
    return np.asarray(flow.flows(pairs)) > 0
