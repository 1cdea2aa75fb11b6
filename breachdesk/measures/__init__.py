"""What is done about an incident: actions from playbooks and actions of one's own."""
