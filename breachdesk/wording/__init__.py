"""The texts people receive: their placeholders, their layout, and what the law wants in them."""
