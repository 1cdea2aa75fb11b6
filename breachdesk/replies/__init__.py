"""The replies desk: questions, complaints and rights requests born of the notices."""
