"""The words everyone shares.

Pure: nothing here waits, asks a clock, opens a file or writes a log.
"""
