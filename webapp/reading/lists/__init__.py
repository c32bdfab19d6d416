"""Text lists: lines taken apart, and the shape that a block of them shares."""
