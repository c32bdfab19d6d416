"""Readers, one module each: what a document may be, and how it becomes entries.

Each has the same contract (`webapp.reading.detect.Reader`): FORMAT, `likeness`
and `read`. A new one is added to `webapp.reading.detect.READERS`.
"""
