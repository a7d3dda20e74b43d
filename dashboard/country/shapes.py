"""Country shapes made light: `python -m dashboard.country.shapes SOURCE TARGET`.

The shapes are UN Geodata as plotly.js carries them (`dist/topojson/world_50m.json` of the npm package, MIT). Kept are
the countries and their arcs; points that hardly move a line go (Visvalingam and Whyatt). A border that two countries
share is one arc, so that neighbours still meet, and its ends stay, so that three countries still do.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

# A point goes while the triangle with its neighbours is smaller than this, in square degrees: about one pixel of a map
# of the world that fills a large screen.
SMALLEST = 0.004
# An island keeps so many points, or it would be a line.
FEWEST = 5

Point = tuple[float, float]


def lightened(topology: dict[str, Any], smallest: float = SMALLEST) -> dict[str, Any]:
    """Return a topology with the countries alone, drawn with fewer points; the one that is given stays as it is."""
    countries = topology["objects"]["countries"]
    used = sorted(set(_arcs_of(countries)))
    place = {arc: number for number, arc in enumerate(used)}
    scale = tuple(topology["transform"]["scale"])
    return {
        "type": "Topology",
        "bbox": topology["bbox"],
        "transform": topology["transform"],
        "objects": {"countries": {**countries, "geometries": [_moved(g, place) for g in countries["geometries"]]}},
        "arcs": [_steps(simplified(_points(topology["arcs"][arc]), smallest, scale)) for arc in used],
    }


def simplified(points: Sequence[Point], smallest: float, scale: tuple[float, ...] = (1.0, 1.0)) -> list[Point]:
    """Return the points of a line without those that hardly move it; both ends stay, and `FEWEST` points in all."""
    left, right = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    kept = [True] * len(points)
    size = {place: _triangle(points, place - 1, place, place + 1, scale) for place in range(1, len(points) - 1)}
    waiting = [(area, place) for place, area in size.items()]
    heapq.heapify(waiting)
    count = len(points)
    while waiting and count > FEWEST:
        area, place = heapq.heappop(waiting)
        if not kept[place] or area != size[place]:
            continue
        if area >= smallest:
            break
        kept[place], count = False, count - 1
        before, after = left[place], right[place]
        right[before], left[after] = after, before
        for near in (before, after):
            if 0 < near < len(points) - 1:
                # Never smaller than what went before it, so that a slow bend does not vanish point by point.
                size[near] = max(area, _triangle(points, left[near], near, right[near], scale))
                heapq.heappush(waiting, (size[near], near))
    return [point for point, keeps in zip(points, kept, strict=True) if keeps]


def areas(topology: dict[str, Any]) -> dict[str, float]:
    """Return the area of each country in square degrees, as drawn; enough to tell which ones a reader cannot see."""
    found: dict[str, float] = {}
    (sx, sy) = topology["transform"]["scale"]
    for geometry in topology["objects"]["countries"]["geometries"]:
        nested = geometry.get("arcs", [])
        for polygon in [nested] if geometry["type"] == "Polygon" else nested:
            corners = [point for arc in polygon[0] for point in _walked(topology["arcs"], arc)]
            rim = zip(corners, [*corners[1:], *corners[:1]], strict=True)
            size = abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in rim)) / 2
            found[geometry["id"]] = found.get(geometry["id"], 0.0) + size * sx * sy
    return found


def _walked(arcs: Sequence[Sequence[Sequence[int]]], arc: int) -> list[Point]:
    return _points(arcs[arc]) if arc >= 0 else _points(arcs[~arc])[::-1]


def _triangle(points: Sequence[Point], left: int, middle: int, right: int, scale: tuple[float, ...]) -> float:
    (ax, ay), (bx, by), (cx, cy) = points[left], points[middle], points[right]
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * scale[0] * scale[1]


def _arcs_of(item: Any) -> Iterator[int]:
    if isinstance(item, int):
        yield item if item >= 0 else ~item
    elif isinstance(item, list):
        for each in item:
            yield from _arcs_of(each)
    else:
        yield from _arcs_of(item.get("geometries", item.get("arcs", [])))


def _moved(geometry: dict[str, Any], place: dict[int, int]) -> dict[str, Any]:
    def renumber(item: Any) -> Any:
        if isinstance(item, list):
            return [renumber(each) for each in item]
        return place[item] if item >= 0 else ~place[~item]

    return {**geometry, "arcs": renumber(geometry["arcs"])} if "arcs" in geometry else geometry


def _points(steps: Sequence[Sequence[int]]) -> list[Point]:
    x = y = 0
    found: list[Point] = []
    for dx, dy in steps:
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def _steps(points: Sequence[Point]) -> list[list[int]]:
    before = (0.0, 0.0)
    found = []
    for point in points:
        found.append([round(point[0] - before[0]), round(point[1] - before[1])])
        before = point
    return found


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    made = lightened(json.loads(source.read_text(encoding="utf-8")))
    target.write_text(json.dumps(made, separators=(",", ":")), encoding="utf-8")
    sys.stderr.write(f"{target}: {target.stat().st_size:,} bytes, {len(made['arcs']):,} arcs\n")
