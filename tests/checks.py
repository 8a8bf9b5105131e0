"""What the tests share that drive the program: `check` notes what does not hold, `same` what differs,
and `finish` ends the test, with 1 where anything was noted."""
import sys

problems = []


def check(what, holds, *told):
    if not holds:
        problems.append(" ".join([what, *map(str, told)]))
        print(problems[-1], flush=True)


def same(what, got, want):
    check(what, got == want, f"got {got!r}, want {want!r}")


def finish(told="checked"):
    print(f"{told}: {len(problems)} problems")
    sys.exit(1 if problems else 0)
