"""How much a stranger's file may weigh and cost before it is refused; every limit is checked before it is needed."""

from __future__ import annotations

MIB = 1024 * 1024
# Some 400,000 profiles as CSV; a larger file is split by whoever made it.
MAX_FILE = 256 * MIB
# JSON has no rows to read one by one: all of it is in memory, at ten times its size and more.
MAX_JSON = 32 * MIB
# A page keeps an upload in memory, so it takes less than the command line.
MAX_UPLOAD = 64 * MIB
# What a spreadsheet may unfold to, and how many times its own size: office programs stay below 60 times.
MAX_UNZIPPED = 384 * MIB
MAX_RATIO = 200
MAX_ARCHIVE_FILES = 2_000
# What one file out of an archive may hold, in memory beside what is read of it.
MAX_UNPACKED = 96 * MIB
# Rows and cells of one sheet: ten times what the largest known export holds.
MAX_ROWS = 500_000
MAX_COLUMNS = 500
MAX_SHEET_CELLS = 10_000_000
# A cell holds at most a long report.
MAX_CELL = 200_000
# What the reader may use. Reading 100,000 rows takes a quarter of the memory and a tenth of the time.
MAX_MEMORY = 480 * MIB
MAX_CPU_SECONDS = 90
# By the clock only as a last resort: on a machine that is busy with other things the same work takes ten times as long.
MAX_WALL_SECONDS = 10 * MAX_CPU_SECONDS
# One line between reader and Concert, and how many drafts it carries.
MAX_LINE = 32 * MIB
DRAFTS_PER_PART = 500
# Rows that stay out, as they are: cells may be long.
REST_PER_PART = 50
# A person mends kinds of mistakes, not a hundred thousand lines; the count tells how many more there are.
MAX_PROBLEMS = 1_000
