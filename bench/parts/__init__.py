"""What single benches bring along: floors that must run in a server, and load."""
