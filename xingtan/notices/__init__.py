"""Notices with their materials, and the public home page that shows them.

It promises that what is marked public can be read and downloaded without an account (R01, R59).
"""
