"""The page on how complete, fresh and measurable the records are."""
