"""The permission walk: every URL × post × place × method, generated from the resolver."""
