"""What can be done with homework, works, marks and discussions."""
