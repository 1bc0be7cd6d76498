"""The pages of the enrolment room."""
