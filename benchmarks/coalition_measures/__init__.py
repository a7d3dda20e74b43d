"""What `benchmarks.coalitions` measures, one subject a file."""
