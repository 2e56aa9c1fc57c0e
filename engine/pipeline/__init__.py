"""The async shells of the engine: they carry bytes, time and rows to objects that decide."""
