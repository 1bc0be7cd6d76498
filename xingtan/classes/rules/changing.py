"""What was done to classes and can be taken back."""

UNDOABLE = frozenset({"made", "moved", "merged", "split", "renamed", "tutor"})
"""Kinds of changes; what classes do by themselves they would do again, so that is changed by hand."""
