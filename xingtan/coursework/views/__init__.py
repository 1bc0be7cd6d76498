"""Pages of homework, marking and discussions."""
