"""The pages of oversight: divisions, schools, and the names behind each figure."""

from xingtan.oversight.views.divisions import division, index, lagging, refresh
from xingtan.oversight.views.names import division_names, school_names
from xingtan.oversight.views.schools import remind, school

__all__ = ["division", "division_names", "index", "lagging", "refresh", "remind", "school", "school_names"]
