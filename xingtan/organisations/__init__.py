"""Divisions, schools and what people call them.

It promises that a scope is a prefix of a division code and that 五台县 is never taken for 五台山;
it knows no persons: who may act for a school is told by ``accounts``.
"""
