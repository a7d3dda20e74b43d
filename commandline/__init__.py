"""The command line: a file for a command or a few of one subject, the table of them all, and how they speak."""
