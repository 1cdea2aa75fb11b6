"""What an affected controller does without an account: read, acknowledge, decide, ask."""
