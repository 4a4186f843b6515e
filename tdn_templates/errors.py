"""What stops a run. Wrong data in a return is never an error: it is a Finding."""


class TdnError(Exception):
    """A run that cannot go on: one clear sentence and a remedy, in Vietnamese and in English.

    The command line prints it and exits with 2. Anything else that is raised is a bug and shows its traceback.
    """

    def __init__(self, vi: str, en: str, *, hint_vi: str = "", hint_en: str = "") -> None:
        super().__init__(en if not hint_en else f"{en} {hint_en}")
        self.vi = vi
        self.en = en
        self.hint_vi = hint_vi
        self.hint_en = hint_en
