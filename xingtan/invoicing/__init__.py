"""Invoices: who buys, what is asked of the tax platform, what came back, and red letters.

It promises one live invoice for a bill at any time, and a file for each. It never moves money.
"""
