"""What counties and schools owe teachers' training by rule: 2.5 % of wages, 5 % of public funds.

It promises exact boundaries and a history per year. It collects no money.
"""
