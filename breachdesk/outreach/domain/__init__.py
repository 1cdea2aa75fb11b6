"""What a campaign is, what may become of it and of each mail, and what is said in it."""
