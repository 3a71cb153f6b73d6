"""What the viewers are shown: panoramas, made into packages by the real packager."""

import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SMOOTH_WIDTH = 8192

SITE = """category = "test"
name = {{ vi = "{name}", en = "{name}", zh = "{name}" }}
[[scene]]
id = "main"
panorama = "{panorama}"
view = {{ yaw = 0.0, pitch = 0.0, fov = 90.0 }}
"""
TOUR = """title = { vi = "Golden", en = "Golden", zh = "Golden" }
languages = ["vi", "en", "zh"]
start = "site"
[category.test]
name = { vi = "Test", en = "Test", zh = "Test" }
"""


class Skip(Exception):
    """Something that the test needs is not on this machine."""


class Subject:
    """A panorama, how it is packed, and how good its pictures must be (PSNR in dB, or
    None: only the borders of its tiles are looked at); little planets are drawn softer at their
    outskirts on purpose. `samples` a pixel and axis are enough for its references."""

    def __init__(self, name, limit, planet_limit, packing, samples, width, image):
        self.name = name
        self.limit = limit
        self.planet_limit = planet_limit
        self.packing = packing
        self.samples = samples
        self.width = width
        self.image = image  # (subject's folder, programs) -> path


def photograph(name):
    """One of the real panoramas, which are not part of the project."""
    def find(_folder, _programs):
        for folder in (os.environ.get("VR360_PANORAMAS"), ROOT.parent / "shared/panoramas"):
            if folder and (pathlib.Path(folder) / name).is_file():
                return pathlib.Path(folder) / name
        raise Skip(f"{name} is not there; VR360_PANORAMAS names the folder of panoramas")
    return find


def drawn(kind):
    def draw(folder, programs):
        path = folder / f"{kind}.png"
        if older(path, programs.draw):
            subprocess.run([programs.draw, kind, str(SMOOTH_WIDTH), path], check=True)
        return path
    return draw


LOSSLESS = ("--fast", "--quality", "lossless")
SUBJECTS = {
    "gallery": Subject("gallery", 36.0, 28.0, ("--quality", "90"), 8, 8192,
                       photograph("gallery_8k.jpg")),
    # 48 dB are promised; but the pattern has nothing that should get lost at all.
    "smooth": Subject("smooth", 58.0, 52.0, LOSSLESS, 3, SMOOTH_WIDTH, drawn("smooth")),
    "chart": Subject("chart", None, None, LOSSLESS, 8, SMOOTH_WIDTH, drawn("chart")),
}


def older(made, *sources):
    """True if a file must be made (again)."""
    if not made.exists():
        return True
    return any(made.stat().st_mtime < pathlib.Path(source).stat().st_mtime for source in sources)


def build_package(subject, folder, programs):
    """A tour of one site with the subject's panorama, packed; (image, package)."""
    folder.mkdir(parents=True, exist_ok=True)
    image = subject.image(folder, programs)
    tour = folder / "tour"
    site = tour / "sites/site"
    site.mkdir(parents=True, exist_ok=True)
    (tour / "tour.toml").write_text(TOUR)
    (site / "site.toml").write_text(SITE.format(name=subject.name, panorama=image.name))
    if older(site / image.name, image):
        shutil.copyfile(image, site / image.name)
    # What has not changed is not packed again; that is the packager's own promise.
    package = folder / "package"
    subprocess.run([programs.pack, "build", tour, "-o", package, *subject.packing],
                   check=True, stdout=subprocess.DEVNULL)
    return image, package
