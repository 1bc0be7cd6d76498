"""Watched time: who may study now, what was watched, how much of it is recognised, and why the rest is not.

It promises that recognised time only grows, never exceeds what the server's clock allows, and that no
acknowledged second is lost or counted twice. It owns no lesson and no mark, and knows nothing of money.
"""
