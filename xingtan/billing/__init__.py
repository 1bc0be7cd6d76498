"""Money: a bill per school, the bank's lines, and whose money each line is.

Promises that money rows are only ever added, that no line is lost or counted twice, and that a line
is booked without a person only when its owner is certain (R48-R53). Does not issue invoices, and
never keeps anyone from studying (A23).
"""
