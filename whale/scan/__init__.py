"""Reading recorded files: the same feed and detector code, without any server."""
