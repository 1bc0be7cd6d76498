"""What counts as handed in, how a rubric adds up, what texts have in common, who reviews whom: pure."""
