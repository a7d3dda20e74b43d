"""The page of the audit log: what it asks of the store, and what it shows."""
