"""Taking pictures and comparing them, by the programs beside this file and those under test."""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import tempfile

from subjects import ROOT, Skip, older


class Programs:
    """Where the programs are; `bin` is a build's folder of them."""

    def __init__(self, bin_folder):
        folder = pathlib.Path(bin_folder)
        self.pack = folder / "vr360-pack"
        self.view = folder / "vr360-view"
        self.reference = folder / "vr360-reference"
        self.compare = folder / "vr360-compare"
        self.draw = folder / "vr360-draw-test-panorama"
        self.lines = folder / "vr360-border-lines"

    def need(self, *names):
        for name in names:
            if not getattr(self, name).exists():
                raise Skip(f"{getattr(self, name).name} is not built")


def write_shots(path, views, folder):
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(view.line(picture(folder, view)) + "\n" for view in views))
    return path


def picture(folder, view):
    return folder / f"{view.name}.png"


def take_references(programs, image, views, folder, samples, most_samples):
    """Only those that are not there yet: they take longest, and depend on nothing under test."""
    missing = [view for view in views
               if older(picture(folder, view), image, programs.reference)]
    if missing:
        shots = write_shots(folder.with_suffix(".txt"), missing, folder)
        run([programs.reference, image, "--shots", shots, "--threads", os.cpu_count() or 2,
             "--samples", samples, "--max-samples", most_samples])


def take_desktop(programs, package, views, folder, withhold=None, incomplete=False):
    """Returns what --stats says. The viewer ends with 1 when a package is `incomplete`."""
    programs.need("view")
    shots = write_shots(folder.with_suffix(".txt"), views, folder)
    command = [programs.view, package, "--shots", shots, "--stats"]
    if withhold is not None:
        command += ["--withhold", str(withhold)]
    with tempfile.TemporaryDirectory() as runtime:
        os.chmod(runtime, 0o700)
        output = run(command, env={"XDG_RUNTIME_DIR": runtime} | dict(os.environ),
                     accepted=(0, 1) if incomplete else (0,))
    return json.loads(output.strip().splitlines()[-1])


def take_web(programs, package, views, folder, withhold=None):
    programs.need("pack")
    if not (ROOT / "node_modules/playwright-core").exists():
        raise Skip("no node_modules; `npm ci` installs them")
    if not (package / "index.html").exists():
        raise Skip("the package has no web viewer: it was not built")
    shots = write_shots(folder.with_suffix(".txt"), views, folder)
    command = ["node", pathlib.Path(__file__).with_name("shoot_web.mjs"), programs.pack, package,
               shots]
    if withhold is not None:
        command.append(str(withhold))
    run(command)


def run(command, env=None, accepted=(0,)):
    result = subprocess.run([str(word) for word in command], env=env, text=True,
                            capture_output=True, check=False)
    if result.returncode == 77:
        raise Skip(result.stdout.strip().removeprefix("skipped: "))
    if result.returncode not in accepted:
        raise RuntimeError(f"{' '.join(map(str, command))}\nended with {result.returncode}:\n"
                           f"{result.stdout}{result.stderr}")
    return result.stdout


def compare(programs, first, second, other=None):
    """With `other`, each pixel of `first` is compared with the nearer of the two."""
    command = [programs.compare, first, second]
    if other:
        command += ["--or", other]
    return json.loads(run(command))


def compare_all(programs, views, first, second):
    """[(view, comparison)] of the pictures in two folders."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        results = pool.map(
            lambda v: compare(programs, picture(first, v), picture(second, v)), views)
        return list(zip(views, results))
