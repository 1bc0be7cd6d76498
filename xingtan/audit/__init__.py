"""Who did what: an append-only chain of entries, without foreign keys.

Promises that an entry cannot be changed or cut out unnoticed; decides nothing.
"""
