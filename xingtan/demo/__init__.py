"""Invented schools and people in every state, made through the rooms' own actions.

Promises that no real person can be hit: identity numbers carry a division that is nowhere (999999),
mobiles a range that is not assigned (161). It knows every room; no room knows it.
"""
