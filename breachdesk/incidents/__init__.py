"""The case itself: what happened, when we knew, which steps it has gone through."""
