"""South-South cooperation projects: does a project's description find its own objective among all objectives?"""

from __future__ import annotations

import json
from collections import defaultdict

from benchmarks.quality.tasks import REAL, Task, need, profile

_FILE = REAL / "ssc_projects" / "undp_ssc.json"
_SOURCE = "South-South cooperation projects"
# Shorter descriptions say too little to tell one project from another.
_LEAST = 80


def project_task() -> Task | None:
    """Return the task, or None when the file is not beside the project."""
    if not _FILE.exists():
        return None
    rows = json.loads(_FILE.read_text(encoding="utf-8"))["rows"]
    objectives: dict[str, str] = {}
    needs, relevant = [], {}
    described: defaultdict[str, set[str]] = defaultdict(set)
    for number, row in enumerate(rows):
        aim, text = (row["Project Objective"] or "").strip(), (row["2_Brief description"] or "").strip()
        if not aim:
            continue
        objectives.setdefault(aim, f"objective-{number:03d}")
        described[text].add(objectives[aim])
        # A description that repeats its objective word for word would measure copying.
        if len(text) >= _LEAST and aim[:60].lower() not in text.lower():
            name = f"project-{row['rollup_ou']}-{number:03d}"
            needs.append(need(name, text, _SOURCE))
            relevant[name] = frozenset(described[text])
    profiles = tuple(profile(name, [aim], _SOURCE) for aim, name in objectives.items())
    title = f"description of a project -> its objective among {len(profiles)}"
    return Task("south-south projects: description to objective", title, tuple(needs), profiles, relevant)
