"""Words of the mailroom for its pages."""
