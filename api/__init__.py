"""The HTTP door: FastAPI over the use cases."""
