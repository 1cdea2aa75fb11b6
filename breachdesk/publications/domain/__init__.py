"""What a public notice says, what may become of it, and where else it was published."""
