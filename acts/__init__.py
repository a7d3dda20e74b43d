"""What Concert does for somebody, one file a family of acts; pages and commands call these and nothing below them.

Each act checks a right, works in one transaction for one viewer, and leaves one line in the audit log (`acts.act`).
A newcomer reads `approaches.register_approach` first: a rule of `matching`, the store of `data`, a right and that line.
"""
