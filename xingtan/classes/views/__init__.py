"""Pages of classes and tutors."""
