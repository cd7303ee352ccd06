"""What if: a reform of the law compared with the law as it is, and a year followed month by month."""

from esep.familymap.whatif.comparison import Comparison
from esep.familymap.whatif.help import TOTAL, Help, help_of
from esep.familymap.whatif.month_tables import MONTH_QUERIES, moved_families
from esep.familymap.whatif.months import Month, follow
from esep.familymap.whatif.months_page import unknown_payments
from esep.familymap.whatif.reform import Reform, read_reform
from esep.familymap.whatif.scenarios import changes_nothing, compare
from esep.familymap.whatif.tables import QUERIES
from esep.familymap.whatif.writing import comparison_tables, month_tables, write_comparison, write_months

__all__ = [
    "MONTH_QUERIES",
    "QUERIES",
    "TOTAL",
    "Comparison",
    "Help",
    "Month",
    "Reform",
    "changes_nothing",
    "compare",
    "comparison_tables",
    "follow",
    "help_of",
    "month_tables",
    "moved_families",
    "read_reform",
    "unknown_payments",
    "write_comparison",
    "write_months",
]
