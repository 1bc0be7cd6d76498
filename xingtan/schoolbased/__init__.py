"""School-based study: timetable, plan, activities with evidence, sign-off and spot check.

It promises that an accepted activity keeps its evidence. It settles no result.
"""
