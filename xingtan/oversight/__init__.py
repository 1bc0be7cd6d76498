"""Owns the figures: tallies per school and division, the names behind each figure, reminders to those who lag.

It promises that a page over a city costs the same at any number of teachers, says when it was counted and what each
rate means. It decides nothing about anybody: it reads the other rooms and never writes in them.
"""
