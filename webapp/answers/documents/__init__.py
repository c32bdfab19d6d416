"""What programs are told: each answer as one document of plain values, ready for JSON.

A document is a TypedDict: its docstring and the notes of its fields are what the description of
the interface says of it. Days are 2026-01-31; what is not known, or was not observed, is null.
"""
