"""Tables: records with named columns, from whatever file, to entries."""
