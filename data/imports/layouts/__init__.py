"""The kinds of tables that Concert knows."""

from data.imports.layouts.activities import IATI_TABLE, PARTNERSHIPS
from data.imports.layouts.flows import FLOWS
from data.imports.layouts.participants import GLOBAL_COMPACT
from data.imports.layouts.partners import PARTNER_PORTAL, PARTNERS
from data.imports.layouts.presence import THREE_W
from data.imports.layouts.shape import Layout, RowReader
from data.imports.layouts.work_plans import WORK_PLAN

# The order decides between kinds that fit headers equally well: the plain list comes last but one.
LAYOUTS: dict[str, Layout] = {
    layout.name: layout
    for layout in (IATI_TABLE, WORK_PLAN, THREE_W, GLOBAL_COMPACT, PARTNER_PORTAL, PARTNERS, PARTNERSHIPS, FLOWS)
}

__all__ = ["LAYOUTS", "Layout", "RowReader"]
