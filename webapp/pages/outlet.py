"""/outlet/<slug>: one outlet under a filter."""


def outlet(slug: str) -> str:
    """To be."""
    return slug
