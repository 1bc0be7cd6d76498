"""Each post's first page: what is left to do, in order; and the frame around every page.

Asks every room below, owns no table of its own and decides nothing about their business.
"""
