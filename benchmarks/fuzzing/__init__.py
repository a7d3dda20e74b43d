"""Many invented inputs for the readers of strangers' files, run outside the suite: `make fuzz`."""
