"""Invented pharmacies and patients whose numbers are valid in form and belong to nobody."""
