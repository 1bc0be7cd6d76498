"""The heart of the question bank: what a question is, what an answer is worth, and the files questions travel in.

Pure: no Django, no clock, no database. ``content`` says what a sound question is, ``scoring`` what an answer earns,
``gift``, ``moodle``, ``qti`` and ``table`` read files into questions and problems, each with its line or row.
"""
