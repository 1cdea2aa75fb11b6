"""Hand messages over to a mail relay, over connections that stay open, knowing what is known."""
