"""What every room stands on and no domain word is in: clock, sealing, fields, yuan, text, tasks, sheets.

It promises small, well-proven pieces; it knows nothing of teachers, schools or money owed.
"""
