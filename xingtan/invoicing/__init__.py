"""Invoices: who buys, what is asked of the tax platform, what came back, and red letters (R56).

It promises one live invoice for a bill at any time, only for money that arrived, and each file checked
against what was asked for. It never moves money and never guesses a tax code.
"""
