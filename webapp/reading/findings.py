"""What was noticed while one line was read, and the verdict that follows."""

from typing import Final

from webapp.reading.entry import Verdict

# The worst that is known of a line wins.
_SEVERITY: Final = {
    Verdict.HEADLINE: 0,
    Verdict.REPAIRED: 1,
    Verdict.AMBIGUOUS: 2,
    Verdict.REJECTED: 3,
}


class Findings:
    """Collects findings about one line: `verdict` is the worst, `reason` tells them all."""

    def __init__(self) -> None:
        self.verdict = Verdict.HEADLINE
        self._reasons: list[str] = []

    def add(self, verdict: Verdict, reason: str) -> None:
        """Note a finding that by itself would give the line `verdict`."""
        if _SEVERITY[verdict] > _SEVERITY[self.verdict]:
            self.verdict = verdict
        self._reasons.append(reason)

    @property
    def reason(self) -> str:
        return "; ".join(self._reasons)
