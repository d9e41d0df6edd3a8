"""Where things lie: the folder of the reports, a person's own forms, the log of a fault; used by `main` and `opening`.

`--home` goes before `$ZPB_HOME`, which goes before the platform's own data folder.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP = "zipingbiao"
HOME_VARIABLE = "ZPB_HOME"


def home(given: str | None = None) -> Path:
    """The folder of the reports; it need not be there yet."""
    named = given or os.environ.get(HOME_VARIABLE, "")
    return Path(named).expanduser().absolute() if named.strip() else data_folder()


def data_folder() -> Path:
    """The platform's data folder; on Linux by its own rule, since a short command has no time for the library."""
    if sys.platform != "linux":
        from platformdirs import user_data_dir

        return Path(user_data_dir(APP, appauthor=False))
    named = os.environ.get("XDG_DATA_HOME", "")
    return Path(named if named.strip() else Path.home() / ".local" / "share") / APP


def own_forms(folder: Path) -> Path:
    """Where a person's own definitions lie, beside those that come with the program."""
    return folder / "forms"


def log_file(folder: Path) -> Path:
    """Where a fault of the program leaves its traces."""
    return folder / "zpb.log"
