"""Shared set-up: being here puts ``tests/`` on the path, so that tests can import ``strategies``."""

from __future__ import annotations

from hypothesis import settings

# Time limits per example make a busy machine fail; the number of examples bounds the time instead.
settings.register_profile("xladdin", deadline=None, max_examples=60)
settings.load_profile("xladdin")
