"""Coursework: homework with its marking, peer review, and discussions within a class (S1-S12).

It promises that nothing handed in or marked is ever overwritten: versions and marks are only added.
It gives no results: what counts for how much is decided by assessment, which asks this room.
"""
