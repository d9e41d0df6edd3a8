"""Where things lie: the folder of the reports, a person's own forms, the log of a fault; used by `main` and `opening`.

`--home` goes before `$ZPB_HOME`, which goes before the platform's own data folder. Places are plain texts, since
pathlib takes longer to import than a short command has time for.
"""

from __future__ import annotations

import os
import sys

from tui.exits import Exit, Refusal

APP = "zipingbiao"
HOME_VARIABLE = "ZPB_HOME"


def home(given: str | None = None) -> str:
    """The folder of the reports; it need not be there yet. Raises Refusal where its name leads nowhere."""
    named = given or os.environ.get(HOME_VARIABLE, "")
    if not named.strip():
        return data_folder()
    try:
        return os.path.abspath(os.path.expanduser(named))
    except OSError:  # named from the folder one is in, which was deleted
        raise Refusal(f"当前所在的文件夹已被删除，找不到「{named}」，请换到别的文件夹后再试。", Exit.STORE) from None


def data_folder() -> str:
    """The platform's data folder; on Linux by its own rule, since a short command has no time for the library."""
    if sys.platform != "linux":
        from platformdirs import user_data_dir

        return user_data_dir(APP, appauthor=False)
    named = os.environ.get("XDG_DATA_HOME", "")
    return os.path.join(named if named.strip() else os.path.expanduser("~/.local/share"), APP)


def own_forms(folder: str | os.PathLike[str]) -> str:
    """Where a person's own definitions lie, beside those that come with the program."""
    return os.path.join(folder, "forms")


def log_file(folder: str) -> str:
    """Where a fault of the program leaves its traces."""
    return os.path.join(folder, "zpb.log")
