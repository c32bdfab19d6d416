"""What holds for every test."""

import gc
import os
from collections.abc import Callable
from types import CodeType

from flask import Flask
from hypothesis import settings
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule

# Machines are noisy, so no example has a time limit; CI tries the same ones every time.
settings.register_profile("dateline", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("dateline")


def pytest_collection_finish() -> None:
    """All that was imported stays: looking through it takes a tenth of the time of pages."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


class _Compiled(BytecodeCache):
    """Templates as compiled: hundreds of tests make an application, each of the same templates."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code


Flask.jinja_options = {"bytecode_cache": _Compiled()}


_Builder = Callable[..., tuple[str, str]]
_BUILDERS: dict[object, _Builder] = {}


class _CompiledRule(Rule):
    """The same of addresses: each application compiles a hundred, which depend on nothing else."""

    def _compile_builder(self, append_unknown: bool = True) -> _Builder:
        key = self.rule, tuple(self._trace), repr(self.defaults), append_unknown
        if key not in _BUILDERS:
            _BUILDERS[key] = super()._compile_builder(append_unknown)
        return _BUILDERS[key]


Flask.url_rule_class = _CompiledRule
