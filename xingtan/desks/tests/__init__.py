"""What each post finds on its first page, and in the frame around every page."""
