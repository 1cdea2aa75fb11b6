"""Ready answers to what people ask most; whoever takes one makes it true before it is given."""
