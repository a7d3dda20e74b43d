"""The few colours of the charts, for a light and a dark ground. Checked for contrast and for colour blindness."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one ground. `parts` holds seven, the most that a chart may use."""

    ground: str
    text: str
    quiet: str
    line: str
    accent: str
    alarm: str
    parts: tuple[str, ...]
    sequence: tuple[str, ...]


# Okabe and Ito's set, darkened or lightened until a label beside it reads; neighbours differ in lightness too.
LIGHT = Palette(
    ground="#ffffff",
    text="#1b2733",
    quiet="#57636f",
    line="#dfe5ea",
    accent="#1f5fa8",
    alarm="#b3261e",
    parts=("#1f5fa8", "#e08e0b", "#0f8a6c", "#8cbbe8", "#b65b96", "#b8a400", "#6b7680"),
    sequence=("#eef4fb", "#c5dbf2", "#8cbbe8", "#4f8fcf", "#1f5fa8", "#123c6e"),
)
DARK = Palette(
    ground="#12171d",
    text="#e6ebf0",
    quiet="#9aa7b3",
    line="#2a343f",
    accent="#6aa9ec",
    alarm="#f2857c",
    parts=("#6aa9ec", "#f0b04a", "#3dbb98", "#2f6aa8", "#d389b8", "#d9cb4a", "#8b97a3"),
    sequence=("#182533", "#1d3a5a", "#2a5a8c", "#3f80c2", "#6aa9ec", "#b9d8f8"),
)


def palette(theme: str | None) -> Palette:
    """Return the colours for the ground that the viewer has chosen: "dark", else light."""
    return DARK if theme == "dark" else LIGHT
