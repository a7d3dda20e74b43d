"""Cells out of files: lines of plain texts, numbered as in the file, whatever the container."""

from data.imports.grids.grid import Grid, Merged, Numbered

__all__ = ["Grid", "Merged", "Numbered"]
