"""Recordings: what a feed was told, kept so that it can be told again.

A recording of a feed is a row of stretches, each of three files with one stem
(``bybit-20261121T095500Z``):

``.jsonl.gz``
    The frames as the source sent them, byte for byte, one a line: the format of Bybit's own public
    archive, so that whatever reads the one reads the other.
``.journal.gz``
    Everything else the feed was told, and when: arrivals of the frames, connections, losses, REST
    answers, ticks. JSON lines; see ``journal.py``.
``.json``
    The manifest: what was recorded, from where, how much, hashes; see ``manifest.py``.

While a stretch grows, the first two carry ``.part`` behind their names. They are readable up to
their last flush, two seconds ago at most, whatever befalls the process; the manifest counts and
hashes what stood there at that flush. A clean end takes the ``.part`` away.

Gzip at level 6, and not zstd: measured on real books, trades and blocks, zstd at its fastest packs
as well as gzip does (5.5 to 5.8 times for 50 levels) and is eight times faster, but a whole market
of 4,000 frames a second costs gzip three hundredths of a core in a thread of its own, and everybody
can read it.
"""
