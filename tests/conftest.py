"""What holds for every test: how long a property takes says nothing about whether it holds."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("without deadlines", deadline=None)
settings.load_profile("without deadlines")
