"""One TOML file per playbook, named after the type of incident it answers. Nothing to register."""
