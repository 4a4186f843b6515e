"""Whether returns are checked on a cluster by the same function with the same result: Dask, with two workers here.

    pip install distributed
    python benchmarks/on_dask.py FOLDER...

The folders hold returns. Each is checked once in the ordinary way, and once as a task of dask.distributed; what comes
back is compared byte for byte, and the exit code is 1 if any differ. Nothing of the package knows of Dask: a worker
gets what a check is made with (`Basis`) once and a path with every task, and starts the guarded process that reads.
On a real cluster the scheduler's address takes the place of `LocalCluster`, and the folders lie where all see them.
"""

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path

from distributed import Client, LocalCluster, Worker, WorkerPlugin, get_worker
from sections import put_section

from tdn_templates.api.validating import prepare
from tdn_templates.core.checker import Basis, Checker
from tdn_templates.files.inbox import find_files
from tdn_templates.load.knowledge import DEFAULT_PROGRAMME
from tdn_templates.reading.checking_worker import CheckingWorker
from tdn_templates.reading.wire import encode_basis

TITLE = "On a cluster"
WORKERS = 2


class Checks(WorkerPlugin):  # type: ignore[misc]
    """Gives a worker of the cluster what it checks with, once."""

    name = "checks"

    def __init__(self, basis: Basis) -> None:
        self.basis = basis

    def setup(self, worker: Worker) -> None:
        self.checking = CheckingWorker(Checker(self.basis), encode_basis(self.basis))

    def teardown(self, worker: Worker) -> None:
        self.checking.close()


def check(path: str) -> tuple[str, bytes]:
    """A task: the path, and what core.kept_verdict made of the file."""
    return path, checked(get_worker().plugins["checks"].checking, Path(path))


def checked(checking: CheckingWorker, path: Path) -> bytes:
    content = path.read_bytes()
    return checking.check(content, path.name, hashlib.sha256(content).hexdigest()).payload


def main() -> int:
    paths = find_files([Path(word) for word in sys.argv[1:]]).files
    basis = prepare(DEFAULT_PROGRAMME).basis
    with CheckingWorker(Checker(basis), encode_basis(basis)) as here:
        expected = {str(path): checked(here, path) for path in paths}
    with (
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        client.register_plugin(Checks(basis))
        found = dict(client.gather(client.map(check, expected, pure=False)))
    same = sum(found[path] == payload for path, payload in expected.items())
    line = (
        f"`python benchmarks/on_dask.py`: {len(expected)} returns checked as tasks of distributed "
        f"{version('distributed')} on {WORKERS} workers; {same} of the results are the same bytes as one process gives."
    )
    print(put_section(TITLE, [line]))
    return 0 if same == len(expected) else 1


if __name__ == "__main__":
    sys.exit(main())
