"""School-based study 校本研修: a school's research time, its plan and records of activities, tasks and what teachers hand in.

Promises that the school signs what it did, that the county's random sample can be drawn again and comes out the
same, and that nothing that was handed in, signed or found is erased. It gives no results: assessment asks.
"""
