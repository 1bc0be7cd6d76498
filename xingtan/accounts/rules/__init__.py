"""Decisions about posts, passwords, codes and guessing: pure, the moment is a parameter."""

from xingtan.accounts.rules.reach import REACH_OF_KIND, ReachOf, place_key

__all__ = ["REACH_OF_KIND", "ReachOf", "place_key"]
