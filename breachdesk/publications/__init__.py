"""What everybody may read: the public notice of Article 34(3)(c), with what the press is told."""
