"""A clock for what would otherwise have to be waited for."""


class Clock:
    """Goes on when told, and by `step` each time that it is asked."""

    def __init__(self) -> None:
        self.now = 0.0
        self.step = 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now
