"""The chain side: blocks, the stories told in them, and the truth about them."""
