"""Programmes: their calendar, fee, account, tracks and readings, each from one readable file.

It promises that no date, number or name of a programme is a constant in code and that every change
is checked whole before it is stored; enrolment, money and study live in the rooms above.
"""
