"""The pieces of the coalition pages, one subject a file; the pages stand in views/coalitions.py and coalition.py."""
