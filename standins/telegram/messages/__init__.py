"""What happens with messages: written, answered, edited, forwarded, voted in."""
