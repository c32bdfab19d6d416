"""Feeds: what their items say, in XML or JSON."""
