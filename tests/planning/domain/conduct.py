"""Where the shipped rules of conduct lie."""

from pathlib import Path

import takar.standards

CONDUCT_FILE = Path(takar.standards.__file__).parent / "data" / "conduct-penyelenggaraan-2019.1.toml"
