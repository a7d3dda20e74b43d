"""The plan at the size of the system: 25,000 partners, 60 entities, 6,000 live approaches, a fifth of them colliding.

`python -m benchmarks.planning` prints a table and one JSON line. Beside the plan of the register: the assignment of
every entity to every partner (1.5 million pairs) as a flow, and the same small cases by the flow and by an LP.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from datetime import UTC, date, datetime, timedelta

import numpy as np
from scipy.optimize import linprog

from matching.overlaps import by_words
from matching.planning import NoPlan, assign, problem_of
from matching.records import (
    Approach,
    Capability,
    Disclosure,
    Kind,
    Level,
    Origin,
    Partner,
    Period,
    Profile,
    Resource,
    Stage,
)

AIM_SECONDS, AIM_MIB = 10.0, 1024
PARTNERS, ENTITIES, APPROACHES = 25_000, 60, 6_000
CAP = 2
SMALL_CASES = 40
TODAY = date(2026, 11, 1)
MADE = Origin("benchmark", synthetic=True)


def profiles(dice: random.Random) -> list[Profile]:
    """Return partners with one capability each."""
    found = []
    for number in range(PARTNERS):
        name = f"p{number:05}"
        where = tuple(f"C{dice.randrange(120):03}" for _ in range(dice.randint(1, 6)))
        kind = dice.choice([Kind.MULTINATIONAL, *[Kind.NATIONAL_COMPANY] * 4, Kind.NGO])
        goals = tuple(dice.sample(range(1, 18), 2))
        partner = Partner(name, name, kind, MADE, countries=where, sdgs=goals)
        offered = tuple(dice.sample(list(Resource), dice.randint(1, 3)))
        found.append(Profile(partner, (Capability(f"{name}-1", name, "", MADE, resources=offered),)))
    return found


def approaches(dice: random.Random) -> list[Approach]:
    """Return live approaches; of each five one asks what the one before it asks of the same partner."""
    found: list[Approach] = []
    for number in range(APPROACHES):
        same = found[-1] if number % 5 == 4 else None
        entity = f"E{dice.randrange(ENTITIES):02}"
        found.append(
            Approach(
                id=f"a{number:05}",
                entity=entity,
                partner=same.partner if same else f"p{min(int(dice.expovariate(1 / 4000)), PARTNERS - 1):05}",
                level=Level.COUNTRY,
                country=same.country if same else f"C{dice.randrange(120):03}",
                resource=same.resource if same else dice.choice(list(Resource)),
                window=Period(TODAY - timedelta(days=10), TODAY + timedelta(days=80)),
                origin=MADE,
                disclosure=Disclosure(entity),
                sdgs=same.sdgs if same else tuple(dice.sample(range(1, 18), 2)),
                stage=Stage.CLEARED,
                registered=datetime(2026, 10, 1, tzinfo=UTC) + timedelta(minutes=number),
            )
        )
    return found


def plan_of_register(dice: random.Random) -> dict[str, object]:
    """Plan the register and say how long it took and what came of it."""
    everybody, asked = profiles(dice), approaches(dice)
    start = time.perf_counter()
    problem = problem_of(asked, everybody, (), TODAY, by_words)
    found = problem.solve(CAP)
    seconds = time.perf_counter() - start
    if isinstance(found, NoPlan):
        return {"seconds": round(seconds, 2), "kept": 0.0, "advice": found.advice}
    return {
        "seconds": round(seconds, 2),
        "before": round(found.before.index, 4),
        "after": round(found.after.index, 4),
        "kept": round(found.kept, 4),
        "gap": round(found.gap, 6),
        "moves": len(found.moves),
    }


def assignment(seed: int) -> dict[str, object]:
    """Assign every entity to 40 of all partners, two entities a partner at most."""
    values = np.random.default_rng(seed).random((ENTITIES, PARTNERS))
    entities, partners = [f"E{n:02}" for n in range(ENTITIES)], [f"p{n:05}" for n in range(PARTNERS)]
    start = time.perf_counter()
    found = assign(entities, partners, values, [40] * ENTITIES, CAP)
    return {"seconds": round(time.perf_counter() - start, 2), "pairs": len(found.pairs), "value": round(found.value, 3)}


def largest_difference(seed: int) -> float:
    """Return by how much the flow and an LP differ at most on small random cases."""
    generator = np.random.default_rng(seed)
    worst = 0.0
    for _ in range(SMALL_CASES):
        rows, columns = generator.integers(2, 7, size=2)
        values = generator.random((rows, columns)).round(3)
        capacity = generator.integers(1, 4, size=rows)
        found = assign([f"e{n}" for n in range(rows)], [f"p{n}" for n in range(columns)], values, list(capacity), CAP)
        bounds = np.vstack([np.kron(np.eye(rows), np.ones(columns)), np.kron(np.ones(rows), np.eye(columns))])
        optimum = linprog(-values.ravel(), bounds, np.r_[capacity, np.full(columns, CAP)], bounds=(0, 1))
        worst = max(worst, abs(found.value + optimum.fun))
    return worst


def main() -> int:
    """Measure and say whether the aims were reached."""
    register = plan_of_register(random.Random(7))  # noqa: S311 - repeatable chance, not secrets
    flow = assignment(7)
    difference = largest_difference(7)
    mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'plan of the register':<34}{register['seconds']:>8} s, value kept {register['kept']}")
    print(f"{'assignment of 1.5 million pairs':<34}{flow['seconds']:>8} s")
    print(f"{'peak memory':<34}{mib:>8.0f} MiB")
    print(f"{'flow against LP, largest difference':<36}{difference:.1e}")
    seconds = max(float(str(register["seconds"])), float(str(flow["seconds"])))
    reached = seconds < AIM_SECONDS and mib < AIM_MIB and difference < 1e-6
    print(json.dumps({"register": register, "flow": flow, "mib": round(mib), "lp": difference, "reached": reached}))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
