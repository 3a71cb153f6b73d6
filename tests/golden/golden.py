#!/usr/bin/env python3
"""Is the picture right? Compares what the viewers show with the reference projection.

    golden.py --bin DIR --work DIR [--full] prepare|desktop|web|agree|lines|midload SUBJECT
    golden.py --bin DIR --work DIR ffmpeg

prepare   draws or finds SUBJECT's panorama, packs it, computes the references
desktop   vr360-view's pictures against the references
web       the browser's pictures against the references
agree     the browser's pictures against vr360-view's (both taken before)
lines     whether the borders of tiles, the seam and the poles can be seen in either
midload   both viewers while every other fine tile is missing
ffmpeg    the reference itself against ffmpeg's v360 filter

Prints a table. Ends with 1 if a picture is not good enough, 77 (skipped) if something is missing that
the test needs. Pictures stay in the work folder, to be looked at.
"""

import argparse
import json
import math
import pathlib
import shutil
import subprocess
import sys

import views as views_module
from pictures import (Programs, compare, compare_all, picture, run, take_desktop, take_references,
                      take_web)
from subjects import SUBJECTS, Skip, build_package

AGREE_LIMIT = 40.0
# ffmpeg 5.1 puts the columns' centres, not their edges, at the ends of the turn: half a pixel off
# at the seam, nothing in the middle.
FFMPEG_LIMIT = 40.0
# The tiles that stand in are the coarsest, of 512 pixels for the whole turn. Of the smooth pattern
# they show all there is, so a hole, a doubled or a displaced piece sticks out.
MIDLOAD_SMOOTH_BLOCK_LIMIT = 48.0
MIDLOAD_EITHER_LIMIT = 48.0
# A picture this near (dB) to the wholly fine or the wholly coarse one is no mixture.
MIDLOAD_APART = 45.0
WITHHELD_LEVEL = 1
# Across borders of tiles the error may jump by this much more than beside them, in stored values
# (rms of means over 32 pixels). Lossless tiles fit without a trace; lossy ones err each for
# itself, by less than an eye can follow.
LINES_LIMIT = {"smooth": 0.1, "chart": 0.3, "gallery": 1.5}


class Table:
    """Results, worst last; remembers whether any is below its limit."""

    def __init__(self, title):
        self.title = title
        self.rows = []

    def add(self, name, comparison, limit):
        self.rows.append((comparison["psnr"], name, comparison, limit))

    def check(self, name, value, limit):
        self.rows.append((value, name, None, limit))

    def print(self):
        """True if all is well."""
        print(f"\n{self.title}\n{'view':46} {'dB':>7} {'limit':>6} {'worst block':>26} {'max':>4}")
        failed = 0
        for value, name, comparison, limit in sorted(self.rows, key=lambda row: -row[0]):
            bad = value < limit
            failed += bad
            where = ""
            if comparison:
                block = comparison["worst_block"]
                where = f"{block['psnr']:.2f} at ({block['x']}, {block['y']})"
                where = f"{where:>26} {comparison['max_difference']:4}"
            print(f"{name:46} {value:7.2f} {limit:6.1f} {where}{'  TOO LOW' if bad else ''}")
        margin = min(row[0] - row[3] for row in self.rows)
        print(f"{len(self.rows)} results, {failed} below the limit, smallest margin {margin:.2f} dB")
        return failed == 0


class Session:
    def __init__(self, arguments):
        self.programs = Programs(arguments.bin)
        self.work = pathlib.Path(arguments.work)
        self.full = arguments.full
        self.views = views_module.full() if arguments.full else views_module.short()

    def wanted(self):
        return self.views + views_module.planets() + views_module.midload()

    def folder(self, subject):
        return self.work / subject.name

    def references(self, subject):
        return self.folder(subject) / ("reference-all" if self.full else "reference")

    def most_samples(self, subject):
        """More than `subject.samples` where the panorama is shrunk changes PSNRs by 0.01 dB."""
        return 4 * subject.samples if self.full else subject.samples

    def package(self, subject):
        """Of the `prepare` that ran before."""
        subject.image(self.folder(subject), self.programs)
        package = self.folder(subject) / "package"
        if not (package / "tour.json").exists():
            raise Skip("not prepared")
        return package


def prepare(session, subject):
    session.programs.need("pack")
    image, _package = build_package(subject, session.folder(subject), session.programs)
    if subject.limit is not None:
        take_references(session.programs, image, session.wanted(), session.references(subject),
                        subject.samples, session.most_samples(subject))
    return True


def desktop(session, subject):
    package = session.package(subject)
    views = session.views + views_module.planets()
    stats = take_desktop(session.programs, package, views, session.folder(subject) / "desktop")
    table = Table(f"desktop ({stats['device']}), {subject.name}")
    for view, result in compare_all(session.programs, views, session.folder(subject) / "desktop",
                                    session.references(subject)):
        table.add(view.name, result, subject.planet_limit if view.planet else subject.limit)
    return table.print()


def web(session, subject):
    package = session.package(subject)
    take_web(session.programs, package, session.views, session.folder(subject) / "web")
    table = Table(f"web, {subject.name}")
    for view, result in compare_all(session.programs, session.views,
                                    session.folder(subject) / "web",
                                    session.references(subject)):
        table.add(view.name, result, subject.limit)
    return table.print()


def agree(session, subject):
    folder = session.folder(subject)
    if not all(picture(folder / which, view).exists()
               for view in session.views for which in ("web", "desktop")):
        raise Skip("there are not pictures of both viewers")
    table = Table(f"web against desktop, {subject.name}")
    for view, result in compare_all(session.programs, session.views, folder / "web",
                                    folder / "desktop"):
        table.add(view.name, result, AGREE_LIMIT)
    return table.print()


def lines(session, subject):
    package = session.package(subject)
    session.programs.need("lines")
    image = subject.image(session.folder(subject), session.programs)
    references = session.folder(subject) / "reference-lines"
    fine = True
    for which, take, narrowest in (("desktop", take_desktop, views_module.DESKTOP_NARROWEST),
                                   ("web", take_web, views_module.WEB_NARROWEST)):
        views = views_module.lines(narrowest)
        folder = session.folder(subject) / f"lines-{which}"
        try:
            take(session.programs, package, views, folder)
        except Skip as skip:
            print(f"{which} skipped: {skip}")
            continue
        take_references(session.programs, image, views, references, 4, 8)
        fine = print_lines(session, subject, which, views, folder, references) and fine
    return fine


def print_lines(session, subject, which, views, folder, references):
    limit = LINES_LIMIT[subject.name]
    print(f"\nborders of tiles, {which}, {subject.name}: error's jump across them and beside them; "
          f"limit {limit}\n{'view':46} {'step':>7} {'beside':>7} {'ridge':>7} {'beside':>7} "
          f"{'worst run':>24}")
    fine = True
    for view in views:
        found = json.loads(run([session.programs.lines, picture(folder, view),
                                picture(references, view), f"--yaw={view.yaw}",
                                f"--pitch={view.pitch}", f"--fov={view.fov}",
                                f"--panorama-width={subject.width}"]))
        if found["runs"] < 10:
            raise RuntimeError(f"{view.name}: hardly any border in it")
        bad = any(found[f"border_{kind}"] > found[f"elsewhere_{kind}"] + limit
                  for kind in ("step", "ridge"))
        fine = fine and not bad
        x, y = found["worst_at"]
        print(f"{view.name:32} {found['border_step']:7.3f} {found['elsewhere_step']:7.3f} "
              f"{found['border_ridge']:7.3f} {found['elsewhere_ridge']:7.3f} "
              f"{found['worst']:10.2f} at ({x:.0f}, {y:.0f}){'  VISIBLE' if bad else ''}")
    return fine


def midload(session, subject):
    """With tiles missing for ever. The smooth pattern shows that every pixel is drawn in its place;
    the photograph, that each is either of a fine tile or of the coarse one that stands in."""
    package = session.package(subject)
    folder = session.folder(subject)
    views = views_module.midload()
    take_desktop(session.programs, package, views, folder / "midload-desktop", WITHHELD_LEVEL)
    table = Table(f"in the middle of loading, {subject.name}")
    taken = ["midload-desktop"]
    try:
        take_web(session.programs, package, views, folder / "midload-web", WITHHELD_LEVEL)
        taken.append("midload-web")
        for view, result in compare_all(session.programs, views, folder / "midload-web",
                                        folder / "midload-desktop"):
            table.add(f"web=desktop {view.name}", result, AGREE_LIMIT)
    except Skip as skip:
        print(f"web skipped: {skip}")
    if subject.name == "smooth":
        for which in taken:
            for view, result in compare_all(session.programs, views, folder / which,
                                            session.references(subject)):
                table.check(f"{which[8:]} block {view.name}", result["worst_block"]["psnr"],
                            MIDLOAD_SMOOTH_BLOCK_LIMIT)
    else:
        check_mixture(session, subject, views, taken, table)
    return table.print()


def check_mixture(session, subject, views, taken, table):
    """Every pixel is that of the whole picture or that of the coarsest one, and there are both."""
    folder = session.folder(subject)
    take_desktop(session.programs, session.package(subject), views, folder / "midload-fine")
    coarse = folder / "coarse"
    shutil.rmtree(coarse, ignore_errors=True)
    shutil.copytree(session.package(subject), coarse,
                    ignore=lambda path, names: [name for name in names if name.isdigit()
                                                and pathlib.Path(path).parent.name == "panoramas"
                                                and int(name) > 0])
    take_desktop(session.programs, coarse, views, folder / "midload-coarse", incomplete=True)
    for which in taken:
        for view in views:
            seen, fine, rough = (picture(folder / kind, view)
                                 for kind in (which, "midload-fine", "midload-coarse"))
            either = compare(session.programs, seen, fine, other=rough)
            table.add(f"{which[8:]} fine or coarse {view.name}", either, MIDLOAD_EITHER_LIMIT)
            for kind, against in (("not all coarse", rough), ("not all fine", fine)):
                apart = compare(session.programs, seen, against)["psnr"]
                table.check(f"{which[8:]} {kind} {view.name}", -apart, -MIDLOAD_APART)


def ffmpeg(session, _subject):
    """Two independent programs: ffmpeg looks once a pixel, so does the reference here."""
    try:
        subprocess.run(["ffmpeg", "-version"], capture_output=True, check=True)
    except OSError as error:
        raise Skip("no ffmpeg; `scripts/setup` installs it") from error
    table = Table("reference against ffmpeg's v360")
    folder = session.work / "ffmpeg"
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("smooth", "gallery"):
        try:
            image = SUBJECTS[name].image(folder, session.programs)
        except Skip as skip:
            print(f"{name} skipped: {skip}")
            continue
        for view in views_module.short()[::3]:
            tall = 2 * math.degrees(math.atan(math.tan(math.radians(view.fov) / 2)
                                              * view.height / view.width))
            theirs = folder / f"{name}-theirs.png"
            ours = folder / f"{name}-ours.png"
            run(["ffmpeg", "-v", "error", "-y", "-i", image, "-vf",
                 f"format=gbrp,v360=e:flat:yaw={view.yaw}:pitch={view.pitch}:h_fov={view.fov}:"
                 f"v_fov={tall}:w={view.width}:h={view.height}:interp=linear,format=rgb24",
                 "-frames:v", "1", theirs])
            run([session.programs.reference, image, ours, "--yaw", view.yaw, "--pitch",
                 view.pitch, "--fov", view.fov, "--size", f"{view.width}x{view.height}",
                 "--samples", "1", "--max-samples", "1"])
            table.add(f"{name} {view.name}", compare(session.programs, ours, theirs), FFMPEG_LIMIT)
    return table.print()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, help="folder of the built programs")
    parser.add_argument("--work", required=True, help="folder for pictures and packages")
    parser.add_argument("--full", action="store_true", help="all views, not a choice of them")
    parser.add_argument("what", choices=("prepare", "desktop", "web", "agree", "lines", "midload",
                                         "ffmpeg"))
    parser.add_argument("subject", choices=tuple(SUBJECTS), nargs="?")
    arguments = parser.parse_args()
    if arguments.what != "ffmpeg" and not arguments.subject:
        parser.error(f"{arguments.what} needs a subject")
    session = Session(arguments)
    try:
        fine = globals()[arguments.what](session, SUBJECTS.get(arguments.subject))
    except Skip as skip:
        print(f"skipped: {skip}")
        return 77
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
