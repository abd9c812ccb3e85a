"""Where the tests keep their data, and which database they use."""

from __future__ import annotations

import os
import tempfile

# Before Django reads its settings: every test run has a folder of its own.
os.environ["TAKAR_DATA"] = tempfile.mkdtemp(prefix="takar-test-")
