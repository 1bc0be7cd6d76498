"""Speed, each bench as a ratio to a floor measured in the same run. Every file is a command that prints one JSON object."""
