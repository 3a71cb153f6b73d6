"""The views that both viewers are checked in.

Every combination of YAWS and PITCHES, which hold the seam and both poles, with narrow and wide
fields of view, in pictures that are wide, square and upright.
"""

from typing import NamedTuple

YAWS = (0.0, 90.0, 179.9, -135.0)
PITCHES = (0.0, 45.0, -45.0, 89.0, -89.0)
# The web viewer holds a picture to 120° across its longer side, so upright ones have their own.
FOVS = {(1280, 720): (20.0, 60.0, 90.0, 110.0),
        (960, 960): (20.0, 60.0, 90.0, 110.0),
        (720, 1280): (20.0, 40.0, 60.0, 85.0)}
SIZES = tuple(FOVS)


class View(NamedTuple):
    yaw: float
    pitch: float
    fov: float
    width: int
    height: int
    planet: bool = False

    @property
    def name(self):
        return (f"y{self.yaw:g}_p{self.pitch:g}_f{self.fov:g}_{self.width}x{self.height}"
                + ("_planet" if self.planet else ""))

    def line(self, output):
        """As vr360-view --shots and vr360-reference --shots read it."""
        return (f"{self.yaw:g} {self.pitch:g} {self.fov:g} {self.width}x{self.height} {output}"
                + (" planet" if self.planet else ""))


def full():
    return [View(yaw, pitch, fov, *size)
            for size in SIZES for fov in FOVS[size] for pitch in PITCHES for yaw in YAWS]


def short():
    """Each yaw with each pitch once; fields of view and sizes take turns."""
    chosen = []
    for i, yaw in enumerate(YAWS):
        for j, pitch in enumerate(PITCHES):
            size = SIZES[(i + 2 * j) % len(SIZES)]
            chosen.append(View(yaw, pitch, FOVS[size][(i + j) % 4], *size))
    return sorted(chosen, key=lambda view: (view.width, view.height, view.fov))


def planets():
    """The other projection; only the desktop viewer can be asked for it by number."""
    return [View(30.0, -90.0, 250.0, 960, 960, True),
            View(120.0, 20.0, 140.0, 1280, 720, True),
            View(179.9, 90.0, 200.0, 720, 1280, True)]


def midload():
    """Views that want tiles of the finest levels, with a corner of tiles, the seam or a pole in
    the middle."""
    return [View(0.0, 0.0, 60.0, 1280, 720),
            View(179.9, 45.0, 60.0, 1280, 720),
            View(90.0, -89.0, 90.0, 960, 960)]


def lines(narrowest):
    """Borders of tiles drawn large, where rows keep all pixels and where they do not, the seam,
    both poles; and two views in which there are many. `narrowest` is the field of view that the
    viewer allows."""
    return [View(180.0, 0.0, narrowest, 1280, 720),
            View(180.0, 20.0, narrowest, 1280, 720),
            View(180.0, 60.0, narrowest, 1280, 720),
            View(0.0, -75.0, narrowest, 1280, 720),
            View(0.0, 90.0, narrowest, 1280, 720),
            View(0.0, -90.0, 20.0, 1280, 720),
            View(180.0, 45.0, 90.0, 1280, 720),
            View(0.0, 89.0, 90.0, 960, 960)]


# A texel is four pixels wide on the desktop; the web viewer stops at three.
DESKTOP_NARROWEST = 14.0
WEB_NARROWEST = 20.0
