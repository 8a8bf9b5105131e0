"""Makes the n-th write, fsync or rename of a program fail, for n = 1, 2, ... until n is beyond the last one (the
library is fail_nth.c).

    for failure in each_failure(library, "run"):
        code = subprocess.run([...], env=failure.env).returncode   # writes into failure.folder
        if failure.happened():
            check(failure.what, code == 4)
        else:
            ...                                                    # the last round: nothing failed
"""
import itertools
import os
import tempfile

KINDS = (("write", "ENOSPC"), ("fsync", "EIO"), ("rename", "EACCES"))
MOST = 2000  # calls of a kind: beyond them something is wrong with the test
counted = {}  # name: how many calls were made to fail


class Failure:
    def __init__(self, what, folder, library, plan):
        self.what, self.folder = what, folder
        self.mark = os.path.join(folder, ".mark")
        self.env = dict(os.environ, LD_PRELOAD=library, FAIL_CALL=plan, FAIL_MARK=self.mark)

    def happened(self):
        return os.path.exists(self.mark)


def each_failure(library, name, step=1):
    """`step`: after the first ten calls of a kind, only every step-th one fails."""
    for kind, code in KINDS:
        for n in itertools.count(1):
            if n > 10 and n % step:
                continue
            assert n < MOST, f"{name}: {kind} {n} still fails"
            with tempfile.TemporaryDirectory() as folder:
                failure = Failure(f"{name}, {kind} {n} fails:", folder, library, f"{kind}:{n}:{code}")
                yield failure
                if not failure.happened():
                    break
            counted[name] = counted.get(name, 0) + 1


def leftovers(folder):
    """The files in a folder and below it."""
    return sorted(os.path.relpath(os.path.join(top, f), folder) for top, _, files in os.walk(folder) for f in files)
