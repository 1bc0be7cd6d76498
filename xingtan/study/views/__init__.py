"""Pages of study: the player and what surrounds it; unusual sittings."""
