"""The pages of programmes, and of the schools they reach.

School pages stand here and not in ``organisations``: who may open them is told by ``accounts``,
which stands above the register.
"""
