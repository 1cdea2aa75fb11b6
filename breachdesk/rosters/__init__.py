"""Table files people upload: which column means what, which rows are right, what became of each."""
