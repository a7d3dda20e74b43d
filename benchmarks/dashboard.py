"""The dashboard: how soon its first page is there, how long a question takes, how much memory it holds.

`python -m benchmarks.dashboard` prepares a database of its own with an invented network of 6,000 partners, starts
`concert serve` on it and visits it over HTTP and its WebSocket: a page counts as there when the server has sent the
last of its elements; what a browser needs to draw them is not in the figure. The vectors of the network are stand-ins
of the right number and length (making them is measured by `benchmarks.encoding`); the real encoder reads the questions.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import numpy as np
import psutil

from benchmarks._visitor import Visitor
from dashboard import rankings, resources
from dashboard.pages import PAGES, VIEWS
from dashboard.preparation import PreparationStage
from dashboard.question import Direction, Question, address
from data import demo, needs, partners, vectors
from data.database import prepare, transaction
from data.server import control
from data.settings import Settings
from matching.pool import Pool, as_profile
from matching.records import SYSTEM
from models.encoder import load_encoder

FIRST_PAGE_AIM, QUESTION_AIM, PAGE_AIM, MEMORY_AIM = 3.0, 0.150, 0.5, 1.5 * 1024  # seconds, seconds, seconds, MB
DIMENSIONS = 384
FIRST = ""  # the first page has no name in the address
BATCH = 5000
QUIET = 0.05  # share of one core below which the preparation in the background is over
CONCERT = [sys.executable, "-m", "concert"]


def prepare_home(home: Path, size: int) -> None:
    """Fill the database in `home` with an invented network and a vector for each of its texts."""
    subprocess.run([*CONCERT, "demo", "--partners", str(size)], stdout=subprocess.DEVNULL, check=True)
    engine, encoder, chance = prepare(Settings(home)), load_encoder().name, np.random.default_rng(7)
    with transaction(engine, SYSTEM) as asked:
        pools = Pool.of(partners.profiles(asked)), Pool.of([as_profile(need) for need in needs.all_(asked)])
        texts = sorted({piece for pool in pools for item in pool.reading.pieces for piece in item})
        texts = vectors.missing(asked, encoder, texts)
        for start in range(0, len(texts), BATCH):
            made = chance.standard_normal((BATCH, DIMENSIONS), dtype=np.float32)
            made /= np.linalg.norm(made, axis=1, keepdims=True)
            vectors.save(asked, encoder, dict(zip(texts[start : start + BATCH], made, strict=False)))
    engine.dispose()
    print(f"{size:,} partners, {len(texts):,} vectors of texts added")


@contextmanager
def served() -> Iterator[tuple[psutil.Process, int, dict[str, float]]]:
    """Give a dashboard that was started this moment, its port, and how long the first byte and the first page took."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    start = time.perf_counter()
    process = psutil.Popen([*CONCERT, "serve", "--port", str(port)])
    try:
        while not _answers(port):
            if process.poll() is not None:
                raise RuntimeError(f"concert serve ended with exit code {process.returncode}")
            time.sleep(0.02)
        first_byte = time.perf_counter() - start
        with Visitor(port) as visitor:
            visitor.open()
        first_page, cpu = time.perf_counter() - start, process.cpu_times()
        yield process, port, {"byte": first_byte, "page": first_page, "page_cpu": cpu.user + cpu.system}
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
            return bool(page.read(1))
    except OSError:
        return False


def settle(process: psutil.Process, seconds: float = 900) -> None:
    """Return when the dashboard has prepared its ranking: its processor time stands still for six seconds."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        before = sum(process.cpu_times()[:2])
        time.sleep(6)
        if sum(process.cpu_times()[:2]) - before < 6 * QUIET and _holds_model(process):
            return
    raise TimeoutError(f"the dashboard is still preparing after {seconds:.0f} s")


def _holds_model(process: psutil.Process) -> bool:
    return any("libtorch_cpu" in mapped.path for mapped in process.memory_maps())


def visits(port: int, texts: Sequence[str], need: str) -> dict[str, tuple[float, float]]:
    """Return for each page the seconds of a session's first visit and, as a median, of a visit after it."""
    found = {}
    there = [name for _, name, *_ in PAGES if (VIEWS / f"{name}.py").is_file()]
    names = [(name, name if number else FIRST, {}) for number, name in enumerate(there)]
    for label, page, parameters in [*names, ("explore, a need of the register", FIRST, {"id": need})]:
        with Visitor(port) as visitor:
            first = visitor.open(page, parameters)
            found[label] = first, median(visitor.open(page, parameters) for _ in range(5))
    first, again = [], []
    for text in texts:
        link = {name: str(value) for name, value in address(Question(text=text)).items()}
        with Visitor(port) as visitor:
            first.append(visitor.open(FIRST, link))
            again.append(visitor.open(FIRST, link))
    found["explore, a typed need"] = median(first), median(again)
    return found


def questions(texts: Sequence[str]) -> dict[str, list[tuple[float, float]]]:
    """Return seconds of the clock and of all cores that each new text took, by the call chain of the Explore page."""
    rankings.warm()
    progress = resources.preparation(rankings.OPEN).progress
    if progress.stage is not PreparationStage.READY:
        raise RuntimeError(f"the preparation ended at {progress}")
    for warm in texts[:2]:
        rankings.answer(Question(text=warm))
    found: dict[str, list[tuple[float, float]]] = {"a need": [], "an offer, with the entities it is for": []}
    for text in texts[2:]:
        for label, direction in zip(found, (Direction.PARTNERS, Direction.NEEDS), strict=True):
            question, start, cpu = Question(direction, text=text), time.perf_counter(), time.process_time()
            answer = rankings.answer(question)
            rankings.entities_for(question)
            found[label].append((time.perf_counter() - start, time.process_time() - cpu))
            if answer is None or not answer.rows:
                raise RuntimeError(f"no answer to {text[:60]!r}")
    return found


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--partners", type=int, default=6000)
    parser.add_argument("--questions", type=int, default=30)
    parser.add_argument("--starts", type=int, default=3)
    parser.add_argument("--home", type=Path, help="a database that an earlier run has prepared; kept")
    chosen = parser.parse_args()
    logging.getLogger("streamlit").setLevel(logging.ERROR)
    # A socket's path may have 107 characters; the server's own user has to be able to enter the folder.
    home = chosen.home or Path(tempfile.mkdtemp(prefix="cb-", dir="/var/tmp"))
    home.mkdir(mode=0o755, exist_ok=True)
    home.chmod(0o755)
    os.environ["CONCERT_HOME"] = str(home)
    try:
        print(json.dumps(measure(home, chosen.partners, chosen.questions, chosen.starts)))
    finally:
        if not chosen.home:
            control.stop(home)
            shutil.rmtree(home, ignore_errors=True)
    return 0


def measure(home: Path, size: int, count: int, starts: int) -> dict[str, object]:
    """Print the tables and return what they hold."""
    prepare_home(home, size)
    texts = [need.text for need in demo.generate(seed=1, partners=200, needs=count + 2, engagements=20).needs]
    opened = prepare(Settings(home))
    with transaction(opened, SYSTEM) as asked:
        need = min(needs.all_(asked), key=lambda each: each.id).id
    opened.dispose()
    first = []
    for number in range(starts):
        with served() as (process, port, seconds):
            first.append(seconds)
            if number == starts - 1:
                settle(process)
                pages = visits(port, texts[:10], need)
                held = process.memory_info().rss / 2**20
                peak = _peak(process.pid)
    asked_in = questions(texts)

    def row(what: str, measured: str, aim: str = "") -> None:
        print(f"{what:58} {measured:>26} {aim:>9}")

    row("what", "measured", "aim")
    for name, label in [("byte", "first byte"), ("page", "first page"), ("page_cpu", "first page, processor time")]:
        values = sorted(each[name] for each in first)
        aim = f"{FIRST_PAGE_AIM:.0f} s" if name == "page" else ""
        row(f"process start to {label}", f"best {values[0]:.2f}, median {median(values):.2f} s", aim)
    for label, times in asked_in.items():
        clock, cpu = ([1000 * each[side] for each in times] for side in (0, 1))
        spread = quantiles(clock, n=20)
        row(f"{label}: median (95 %) of {len(clock)}", f"{median(clock):.0f} ({spread[-1]:.0f}) ms", "150 ms")
        row(f"{label}: processor time", f"{median(cpu):.0f} ms")
    for label, (opening, again) in pages.items():
        row(f"page {label}: first visit, again", f"{1000 * opening:.0f}, {1000 * again:.0f} ms", "500 ms")
    row("memory with encoder and pool, after all of that", f"{held:.0f} MB", f"{MEMORY_AIM:.0f} MB")
    row("memory at most, while preparing", f"{peak:.0f} MB")
    return {
        "benchmark": "dashboard",
        "partners": size,
        "load": os.getloadavg()[0],
        "first_page_s": {name: [round(each[name], 3) for each in first] for name in first[0]},
        "question_ms": {
            label: {
                "median": round(1000 * median(clock for clock, _ in times), 1),
                "median_cpu": round(1000 * median(cpu for _, cpu in times), 1),
                "least": round(1000 * min(clock for clock, _ in times), 1),
            }
            for label, times in asked_in.items()
        },
        "pages_ms": {label: [round(1000 * each, 1) for each in times] for label, times in pages.items()},
        "memory_mb": round(held),
        "peak_mb": round(peak),
        "aims": {
            "first_page_s": FIRST_PAGE_AIM,
            "question_ms": 1000 * QUESTION_AIM,
            "page_ms": 1000 * PAGE_AIM,
            "memory_mb": MEMORY_AIM,
        },
    }


def _peak(number: int) -> float:
    status = Path(f"/proc/{number}/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
