"""Rosters that come by mail: read once, answered once, and what is not certain laid before a clerk (R44 R45).

Promises that a mail only ever becomes a draft, never in place of what a school typed or handed in. Hands in nothing.
"""
