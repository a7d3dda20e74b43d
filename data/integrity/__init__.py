"""Due diligence in the store: facts, flags, screenings, who takes up which rules, and listed names."""
