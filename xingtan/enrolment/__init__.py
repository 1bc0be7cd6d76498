"""A teacher's place in a programme: school, stage, subject.

Promises one enrolment per person and programme (A24). Does not know how rosters are read or paid.
"""
