"""/api/v1/…: everything that the pages show, for programs."""

from webapp.pages.api.routes import add_api

__all__ = ["add_api"]
