"""What is due next, across every case a person may see."""
