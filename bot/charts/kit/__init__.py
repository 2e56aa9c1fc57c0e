"""What pictures are made of: a sheet and its pens, scales and axes, heads, feet and free places."""
