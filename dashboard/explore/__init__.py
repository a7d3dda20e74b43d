"""The pieces of the Explore page, one subject a file; the page itself stands in views/explore.py."""
