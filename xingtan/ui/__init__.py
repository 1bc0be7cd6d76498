"""The design system: base page, components, tokens, scripts, lists, forms, charts, error pages.

Promises that a page made of its components is usable by keyboard, screen reader, phone and without
JavaScript. Knows no domain word and no other room but foundation.
"""
