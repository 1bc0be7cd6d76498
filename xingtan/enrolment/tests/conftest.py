"""What several tests of this room need."""

from xingtan.foundation.tests.racing import at_once, commits

__all__ = ["at_once", "commits"]
