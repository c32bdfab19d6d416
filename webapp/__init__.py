"""Dateline: dated headlines in, a dashboard of who covered what and when out.

The floors, each importing only those before it: `reading`, `outlets`,
`dataset`, `query`, `charts`, `pages`. `text` and `config` stand under all.
"""
