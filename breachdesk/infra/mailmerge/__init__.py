"""One message for many people: composed once, then filled with each person's values."""
