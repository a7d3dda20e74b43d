"""The command line: a file a command (options, act, JSON), the table of them all, and how they speak."""
