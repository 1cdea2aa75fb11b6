"""What happened in a case, in order: told by people and noted by the program."""
