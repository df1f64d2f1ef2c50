"""What platforms hand out, made to their forms: a class of any size, and functions to read it."""

import dataclasses
import zipfile

from gradkata.finding.several import survey_all
from gradkata.plugins import load

KATAS = ["encoding", "softmax", "bptt"]
COPY = "work/softmax.py"  # where `kata start` puts it, in a repository of a learner's own
WORK = "def softmax(x): return x\n"


@dataclasses.dataclass(frozen=True)
class Person:
    number: int

    @property
    def first(self):
        return ["Ada", "Zoë", "Łukasz", "José", "Søren"][self.number % 5]

    @property
    def last(self):
        return f"Noether{chr(ord('a') + self.number // 26)}{chr(ord('a') + self.number % 26)}"

    @property
    def name(self):
        return f"{self.first} {self.last}"

    @property
    def email(self):
        return f"p{self.number}@example.org"

    @property
    def user(self):
        return f"user-{self.number}"

    @property
    def id(self):
        return str(1000 + self.number)


def people(count):
    return [Person(number) for number in range(count)]


def lay(root, files):
    """Write files by their paths below ``root``."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def zipped(path, files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def canvas(some):
    def name(one):
        return f"{one.last.lower()}{one.first.lower()}{'_LATE' * (one.number % 2)}_{one.id}"

    return {f"{name(one)}_{9000 + one.number}_softmax.py": WORK for one in some}


def moodle(some):
    return {f"{one.name}_{one.id}_assignsubmission_file/softmax.py": WORK for one in some}


def moodle_flat(some):
    return {f"{one.name}_{one.id}_assignsubmission_file_softmax.py": WORK for one in some}


def gradescope(some):
    entries = "".join(
        f"submission_{one.number}:\n  :submitters:\n  - :name: {one.name}\n    :sid: '{one.id}'\n"
        f"    :email: {one.email}\n  :created_at: 2026-11-2{one.number % 10} 12:00:00.000000000 Z\n  :score: 1.0\n"
        for one in some
    )
    files = {f"submission_{one.number}/softmax.py": WORK for one in some}
    return {"submission_metadata.yml": f"---\n{entries}", **files}


def nbgrader(some):
    files = {f"submitted/{one.user}/ps1/softmax.py": WORK for one in some}
    times = {f"submitted/{one.user}/ps1/timestamp.txt": "2026-11-26 15:58:23.948203 UTC" for one in some}
    return {**files, **times}


def classroom50(some):
    mark = 'schema: "classroom50/repo-config/v1"\nclassroom: "rnn-2026"\nassignment: "first-steps"\n'
    files = {"scores.csv": "username\n"}
    for one in some:
        repository = f"rnn-2026-first-steps-{one.user}"
        files |= {f"{repository}/.classroom50.yaml": mark, f"{repository}/softmax.py": WORK}
    return files


PLATFORMS = {
    "canvas": canvas, "moodle": moodle, "gradescope": gradescope, "nbgrader": nbgrader, "classroom50": classroom50,
}  # fmt: skip


def read(path, *, layout="auto", asked=(), scratch=None, lms=False):
    """What is found in a path, and the remarks."""
    scratch = scratch or path.parent / f"{path.name}-scratch"
    scratch.mkdir()
    return survey_all(
        [path], KATAS, asked, scratch=scratch, layouts=load().layouts, layout=layout, lms=lms
    )  # fmt: skip


def told(found):
    return [(each.learner, each.kata, each.path and each.path.name) for each in found.submissions]
