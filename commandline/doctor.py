"""`concert doctor`: whether this machine has what Concert needs."""

from __future__ import annotations

from dataclasses import asdict

import typer

from acts.checkup import examine
from commandline.console import emit, say
from commandline.people import operator
from dashboard.serve import way_in


def doctor() -> None:
    """Check what Concert needs on this machine; exit 1 when something is amiss."""
    findings = examine(operator(), way_in)
    emit({"checks": [asdict(finding) for finding in findings]})
    for finding in findings:
        say(f"{'ok   ' if finding.ok else 'AMISS'} {finding.name}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
