"""What can be done to the catalogue."""

from xingtan.courses.actions.catalogue import load_catalogue

__all__ = ["load_catalogue"]
