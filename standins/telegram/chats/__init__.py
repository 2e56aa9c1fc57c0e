"""Chats and the people in them: members, topics, links, requests."""
