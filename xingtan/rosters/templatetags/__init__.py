"""Filters of the rosters room."""
