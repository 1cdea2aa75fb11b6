"""The language of people's texts, and the rules that judge them, in plain Python."""
