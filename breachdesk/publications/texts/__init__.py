"""One TOML file a language: what the press is told, questions and answers, the hotline script."""
