"""A mail relay in a process of its own that fails as told, and logs what it accepted."""
