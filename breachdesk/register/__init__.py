"""The register of Article 33(5), to filter, print and export."""
