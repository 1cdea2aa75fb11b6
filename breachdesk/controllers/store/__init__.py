"""Queries on affected controllers, notices, links, mandates and questions."""
