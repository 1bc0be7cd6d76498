"""Online classes: who is in which, who tutors it, its notices and bulletins.

It promises that each learner is in one class of a programme at most, and that a county's tutors are its own. It marks nothing.
"""
