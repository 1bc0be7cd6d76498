"""Owns the assessment scheme, recorded marks, results, the hours ledger and certificates.

It promises that every result explains itself, that hours are only ever added, and that a certificate can be
checked by anyone. It does not watch anybody study and knows nothing of money.
"""
