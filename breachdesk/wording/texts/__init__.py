"""One TOML file a type of incident, named as its playbook; frames/ holds what all texts share."""
