"""Dates, times and moments as people and machines write them, read strictly."""
