"""Which duties an incident creates, per legal regime, and whether each is met."""
