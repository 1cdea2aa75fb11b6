"""What was decided about the risk for people, by whom and why."""
