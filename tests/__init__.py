"""Tests. They mirror the package; `pages` parse HTML, `browser` drives a real server."""
