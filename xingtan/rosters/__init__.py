"""Annex 1 in, checked and reviewed; accepted rows become enrolments.

Promises that nothing typed is lost, nothing is half stored, and no person is guessed. Knows nothing of money.
"""
