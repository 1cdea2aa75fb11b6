"""Article 33 filings with the CNIL: drafts, what was filed, what changed since."""
