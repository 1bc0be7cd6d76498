"""Wires the rooms together: settings, urls, servers, command line. Owned by nobody, decides nothing."""
