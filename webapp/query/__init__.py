"""Floor 4: a view, which is a URL, to numbers and headlines."""
