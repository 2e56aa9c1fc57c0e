"""Files: uploaded, stored once, offered again by ``file_id``."""
