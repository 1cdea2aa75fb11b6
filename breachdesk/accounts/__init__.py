"""People who sign in: their accounts, passwords, second factors and links."""
