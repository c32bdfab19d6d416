"""Web pages: their text, their blocks and the data they carry, never executed."""
