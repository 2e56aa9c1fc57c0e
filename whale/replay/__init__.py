"""Replaying recorded files through the feeds and the detectors: tests, audits, what-ifs."""
