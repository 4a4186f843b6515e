"""The command line: talks to a person, decides nothing."""
