"""The quality of ranking and routing on evaluation sets: `python -m benchmarks.quality`, or `make eval`."""
