"""Groups of commands; each imports what it needs only when it is called, so that help comes at once."""
