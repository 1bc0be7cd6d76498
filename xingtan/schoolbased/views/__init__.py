"""Pages of school-based study, by who uses them."""
