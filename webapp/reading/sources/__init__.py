"""Where documents come from: files, folders, archives, addresses."""
