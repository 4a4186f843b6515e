"""A round is a folder: round.yaml and what stands beside it. Found from inside it, or named."""

from dataclasses import dataclass
from pathlib import Path

from tdn_templates.core.succession import registry_of_all_times
from tdn_templates.errors import TdnError
from tdn_templates.files.search_path import own_first
from tdn_templates.files.text_file import read_utf8
from tdn_templates.load.knowledge import load_registry, load_rulebook
from tdn_templates.load.lists import Lists
from tdn_templates.load.register import REGISTER_FILE
from tdn_templates.load.round_file import ROUND_FILE, read_round, templates_of_round
from tdn_templates.model.round import RoundSetup

OUTBOX, INBOX, TO_RETURN, REPORTS, MERGED = "outbox", "inbox", "to-return", "reports", "merged"
STORE = "da-kiem"
ADDRESS_FILE = "dia-chi.csv"
"""Where mail to the units goes: the office's own addresses, which the package neither has nor asks for."""

FOLDERS = (OUTBOX, INBOX, TO_RETURN, REPORTS, MERGED)


@dataclass(frozen=True, slots=True)
class RoundFolder:
    """`path` is absolute while the program runs and stands in no file: the folder can be moved and copied."""

    path: Path
    setup: RoundSetup

    @property
    def outbox(self) -> Path:
        return self.path / OUTBOX

    @property
    def inbox(self) -> Path:
        return self.path / INBOX

    @property
    def to_return(self) -> Path:
        return self.path / TO_RETURN

    @property
    def reports(self) -> Path:
        return self.path / REPORTS

    @property
    def store(self) -> Path:
        """Where what was read of a return is kept, so that an unchanged file is not read again."""
        return self.reports / STORE

    @property
    def merged(self) -> Path:
        return self.path / MERGED

    @property
    def file(self) -> Path:
        return self.path / ROUND_FILE

    @property
    def programme(self) -> str:
        """What --programme takes: the file in the folder, where there is one, else the code."""
        own = self.path / self.setup.programme
        return str(own) if own.is_file() else self.setup.programme

    @property
    def templates(self) -> Path | None:
        return self.path / self.setup.templates if self.setup.templates else None

    @property
    def head(self) -> Path | None:
        return self.path / self.setup.head if self.setup.head else None

    def is_about(self, programme: Lists, form: str) -> bool:
        """Whether forms of this list are those of the round."""
        return programme == self.programme and form == self.setup.form

    @property
    def register(self) -> Path | None:
        """The register of issued forms; None before anything was issued."""
        path = self.outbox / REGISTER_FILE
        return path if path.is_file() else None


def find_round(given: Path | None = None, start: Path | None = None) -> RoundFolder | None:
    """The round whose folder is given; else the one that `start` lies in, the current folder by default; None if it
    lies in none. Raises TdnError for a given folder without round.yaml, and for a round.yaml that cannot be used."""
    if given is not None:
        return open_round(given)
    here = (start or Path.cwd()).absolute()
    for folder in (here, *here.parents):
        if (folder / ROUND_FILE).is_file():
            return open_round(folder)
    return None


def open_round(folder: Path) -> RoundFolder:
    """Raises TdnError as `find_round`."""
    file = folder / ROUND_FILE
    if not file.is_file():
        raise TdnError(
            f"Thư mục “{folder}” không phải một đợt báo cáo: không có tệp {ROUND_FILE}.",
            f'The folder "{folder}" is no round: it has no {ROUND_FILE}.',
            hint_vi="Lập đợt mới: tdn init THƯ MỤC --units all --deadline 30/11/2026.",
            hint_en="Make one: tdn init FOLDER --units all --deadline 30/11/2026.",
        )
    text = read_utf8(file)
    templates = templates_of_round(text, ROUND_FILE)
    search = own_first(folder / templates if templates else None)
    registry = registry_of_all_times(load_registry(search))
    return RoundFolder(folder.absolute(), read_round(text, ROUND_FILE, load_rulebook(), registry))


def needed_round(given: Path | None = None) -> RoundFolder:
    """As `find_round`. Raises TdnError where there is none."""
    found = find_round(given)
    if found is None:
        raise TdnError(
            f"Thư mục hiện tại không nằm trong một đợt báo cáo ({ROUND_FILE}).",
            f"The current folder does not lie in a round ({ROUND_FILE}).",
            hint_vi="Chuyển vào thư mục của đợt, hoặc thêm --round THƯ MỤC; đợt mới lập bằng tdn init.",
            hint_en="Go to the folder of the round, or add --round FOLDER; tdn init makes a new one.",
        )
    return found
