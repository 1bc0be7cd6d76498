"""How a process that stays up looks after its memory."""

import gc

YOUNG_OBJECTS = 20_000
"""So many new objects before the first look for circles; Python's own 700 makes matching and big lists a third slower."""
_YOUNG_LOOKS, _MIDDLE_LOOKS = 20, 20


def settle() -> None:
    """Once everything is loaded: what is there now is never looked through again, and new objects more seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, _YOUNG_LOOKS, _MIDDLE_LOOKS)
