"""What a build leaves: the same bytes whatever happens on the way, and nothing half done."""

import json
import os
import random
import shutil
import signal
import subprocess
import time
import unicodedata
import unittest

from support import (
    BAD_INPUT,
    CANNOT_WRITE,
    DONE,
    PACK,
    TEMPORARY,
    PackagerTest,
    Tour,
    files_of,
    gradient,
    png,
)


def big_tour(folder, sites=4):
    """Some seconds of work: noise is the hardest to encode."""
    return Tour(
        folder,
        sites=[f"site-{i}" for i in range(sites)],
        panorama=lambda i: png(1536, 768, seed=i),
    )


class Determinism(PackagerTest):
    def test_jobs_do_not_matter(self):
        tour = big_tour(self.work / "tour", sites=3)
        for jobs in (1, 4):
            result = self.pack(
                "build", tour.folder, "-o", self.work / f"jobs-{jobs}", "--jobs", jobs
            )
            self.assertEqual(result.returncode, DONE, result.stderr.decode())
            shutil.rmtree(tour.folder / ".vr360")
        self.assertEqual(files_of(self.work / "jobs-1"), files_of(self.work / "jobs-4"))

    def test_rebuild_changes_nothing(self):
        tour = Tour(self.work / "tour", sites=[f"site-{i}" for i in range(10)])
        self.build(tour)
        before = {f: (self.package / f).stat().st_mtime_ns for f in files_of(self.package)}
        for forget_cache in (False, True):
            if forget_cache:
                shutil.rmtree(tour.folder / ".vr360")
            begun = time.monotonic()
            report = self.build(tour)
            print(f"rebuild of 10 sites: {time.monotonic() - begun:.3f} s", flush=True)
            self.assertFalse(report["changed"])
            self.assertEqual(report["release"], 1)
            self.assertEqual(report["panoramas_built"], 0)
            after = {f: (self.package / f).stat().st_mtime_ns for f in files_of(self.package)}
            self.assertEqual(before, after)

    def test_files_are_remembered_however_the_tour_is_named(self):
        tour = Tour(self.work / "tour", narrated=False)
        for file in (tour.folder / "sites").rglob("*"):
            os.utime(file, (1.6e9, 1.6e9))  # too fresh a file is not trusted
        for name in ("tour", "./tour/", "package/../tour", tour.folder):
            shutil.rmtree(tour.folder / ".vr360", ignore_errors=True)
            subprocess.run(
                [PACK, "build", str(name), "-o", "package", "--no-web"],
                cwd=self.work,
                check=True,
                capture_output=True,
                timeout=300,
            )
            cache = json.loads((tour.folder / ".vr360/cache.json").read_bytes())
            # Fonts and the package's own files may be remembered too.
            pictures = {"sites/a-site/gate.png", "sites/b-site/gate.png"}
            self.assertLessEqual(pictures, set(cache["files"]), name)

    def test_one_subtitle_changes_little(self):
        tour = Tour(self.work / "tour")
        self.build(tour)
        before = files_of(self.package)
        vtt = tour.site("b-site") / "gate.subtitles.en.vtt"
        vtt.write_text(vtt.read_text().replace("shore", "store"))
        report = self.build(tour)
        self.assertEqual((report["release"], report["changed"]), (2, True))
        after = files_of(self.package)
        new = sorted(set(after) - set(before))
        self.assertEqual([name.split("/")[0] for name in new], ["sites", "subtitles"])
        changed = sorted(name for name in before if after[name] != before[name])
        self.assertEqual(changed, ["SHA256SUMS", "tour.json"])
        self.assertGreater(self.verify()["kept_files"], 0)

    def test_quality_is_part_of_the_name(self):
        tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        names = set()
        for option in ([], ["--fast"], ["--quality", "50"], ["--quality", "lossless"]):
            self.build(tour, *option)
            names = {p.name for p in (self.package / "panoramas").iterdir()}
        self.assertEqual(len(names), 4)

    def test_only(self):
        tour = Tour(self.work / "tour")
        self.build(tour, "--only", "a-site")
        self.assertEqual(self.published(), ["a-site"])
        self.build(tour, "--only", "b-site")
        self.assertEqual(self.published(), ["a-site", "b-site"])
        self.verify()
        # What is not asked for is not even looked at.
        tour.write_site("a-site", "heding = 1.0")
        self.build(tour, "--only", "b-site")
        self.assertEqual(self.published(), ["a-site", "b-site"])

    def test_unicode_names(self):
        """The file on disk decomposed, its name in site.toml composed, and the reverse."""
        for disk, text in (("NFD", "NFC"), ("NFC", "NFD")):
            tour = Tour(self.work / f"tour-{disk}", sites=["a-site"], narrated=False)
            name = "Chùa Trấn Quốc.png"
            (tour.site("a-site") / "gate.png").rename(
                tour.site("a-site") / unicodedata.normalize(disk, name)
            )
            tour.write_site("a-site", panorama_name=unicodedata.normalize(text, name))
            self.build(tour)

    def test_a_damaged_object_is_made_again(self):
        tour = Tour(self.work / "tour", sites=["a-site"])
        self.build(tour)
        whole = files_of(self.package)
        shutil.rmtree(tour.folder / ".vr360")
        for path in self.package.rglob("*"):
            if path.suffix in (".opus", ".vtt", ".mp3") or path.parent.name == "sites":
                path.write_bytes(b"damaged")
        self.build(tour)
        self.assertEqual(files_of(self.package), whole)


class Interruption(PackagerTest):
    def start(self, tour, *options):
        return subprocess.Popen(
            [PACK, "build", tour.folder, "-o", self.package, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "VR360_WEB_DIR": "/nonexistent"},
        )

    def test_kill(self):
        """Whenever it is killed: the old release can be verified, the next run makes the same."""
        kills = int(os.environ.get("VR360_KILLS", "10"))
        tour = big_tour(self.work / "tour")
        begun = time.monotonic()
        result = self.pack("build", tour.folder, "-o", self.work / "undisturbed")
        self.assertEqual(result.returncode, DONE)
        whole_time = time.monotonic() - begun
        undisturbed = files_of(self.work / "undisturbed")

        small = Tour(self.work / "small", sites=["old-site"])
        chance = random.Random(7)
        killed = 0
        for _ in range(kills):
            shutil.rmtree(self.package, ignore_errors=True)
            shutil.rmtree(tour.folder / ".vr360", ignore_errors=True)
            self.build(small)
            process = self.start(tour)
            time.sleep(chance.uniform(0.0, whole_time * 1.05))
            process.kill()
            killed += process.wait() == -signal.SIGKILL
            process.stderr.close()
            self.verify()
            self.assertIn(self.published(), (["old-site"], [f"site-{i}" for i in range(4)]))
            report = self.build(tour)
            self.assertEqual(report["release"], 2)
            self.verify()
            rebuilt = files_of(self.package)
            for name, content in undisturbed.items():
                if name not in ("tour.json", "SHA256SUMS"):
                    self.assertEqual(rebuilt[name], content, name)
            self.assertFalse((self.package / ".vr360").exists())
        self.assertGreater(killed, kills // 3)

    def test_killed_first_build_ends_in_the_same_bytes(self):
        tour = big_tour(self.work / "tour", sites=2)
        self.assertEqual(self.pack("build", tour.folder, "-o", self.work / "one").returncode, DONE)
        shutil.rmtree(tour.folder / ".vr360")
        process = self.start(tour)
        time.sleep(0.7)
        process.kill()
        process.communicate()
        self.build(tour)
        self.assertEqual(files_of(self.package), files_of(self.work / "one"))

    def test_kill_while_publishing(self):
        """Stopped between any two steps of publishing: verifiable, and finished by the next run."""
        tour = Tour(self.work / "tour", sites=["a-site"])
        self.build(tour)
        old = files_of(self.package)
        vtt = tour.site("a-site") / "gate.subtitles.en.vtt"
        vtt.write_text(vtt.read_text().replace("shore", "store"))
        self.build(tour)
        new = files_of(self.package)
        names = ["SHA256SUMS", "tour.json"]
        for moved in range(len(names) + 1):
            pending = self.package / ".vr360/next"
            pending.mkdir(parents=True)
            for index, name in enumerate(names):
                (self.package / name).write_bytes((new if index < moved else old)[name])
                if index >= moved:
                    (pending / name).write_bytes(new[name])
            with self.subTest(moved=moved):
                report = self.verify()
                self.assertIn("interrupted", json.dumps(report["findings"]))
                self.build(tour)
                self.assertEqual(files_of(self.package), new)

    def test_ctrl_c(self):
        for sent in (signal.SIGINT, signal.SIGTERM):
            shutil.rmtree(self.package, ignore_errors=True)
            tour = big_tour(self.work / f"tour-{sent}", sites=8)
            process = self.start(tour)
            time.sleep(1.0)
            process.send_signal(sent)
            begun = time.monotonic()
            _, words = process.communicate(timeout=30)
            self.assertLess(time.monotonic() - begun, 2.0)
            self.assertEqual(process.returncode, TEMPORARY)
            self.assertIn(b"Interrupted", words)
            self.assertFalse((self.package / "tour.json").exists())
            self.build(tour)
            self.verify()


class Output(PackagerTest):
    @unittest.skipIf(os.geteuid() == 0, "root may write everywhere")
    def test_no_permission(self):
        tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        locked = self.work / "locked"
        locked.mkdir(mode=0o555)
        result = self.pack("build", tour.folder, "-o", locked / "package")
        self.assertEqual(result.returncode, CANNOT_WRITE)

    def test_a_file_in_the_way(self):
        tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        self.package.write_text("not a folder")
        result = self.pack("build", tour.folder, "-o", self.package)
        self.assertEqual(result.returncode, CANNOT_WRITE)
        self.assertEqual(self.package.read_text(), "not a folder")

    def test_people_and_programs(self):
        tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        result = self.pack("build", tour.folder, "-o", self.package, "--json")
        self.assertEqual(json.loads(result.stdout)["published"], ["a-site"])
        self.assertIn(b"Published", result.stderr)
        self.assertNotIn(b"\x1b", result.stderr)
        result = self.pack("build", tour.folder, "-o", self.package)
        self.assertEqual(result.stdout, b"")

    def test_web_viewer(self):
        tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        web = self.work / "web"
        web.mkdir()
        (web / "index.html").write_text("one")
        (web / "app.00000001.js").write_text("one")
        env = {"VR360_WEB_DIR": str(web)}
        command = ["build", tour.folder, "-o", self.package]
        self.assertEqual(self.pack(*command, env=env).returncode, DONE)
        self.assertEqual((self.package / "index.html").read_text(), "one")
        self.verify()
        # A new viewer: its page replaces the old one, its code lies beside the old code.
        (web / "index.html").write_text("two")
        (web / "app.00000001.js").rename(web / "app.00000002.js")
        self.assertEqual(self.pack(*command, env=env).returncode, DONE)
        self.assertEqual((self.package / "index.html").read_text(), "two")
        self.assertTrue((self.package / "app.00000001.js").exists())
        self.assertTrue((self.package / "app.00000002.js").exists())
        self.assertEqual(self.tour_json()["release"], 2)
        self.verify()
        (web / "tour.json").write_text("{}")
        self.assertEqual(self.pack(*command, env=env).returncode, BAD_INPUT)

    def test_no_web(self):
        tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        result = self.pack("build", tour.folder, "-o", self.package)
        self.assertIn(b"no web viewer", result.stderr)
        result = self.pack("build", tour.folder, "-o", self.package, "--no-web")
        self.assertNotIn(b"no web viewer", result.stderr)

    def test_hotspots_and_pictures(self):
        tour = Tour(self.work / "tour")
        (tour.site("a-site") / "media").mkdir()
        (tour.site("a-site") / "media/map.png").write_bytes(gradient(300, 200))
        text = '{ vi = "a", en = "b", zh = "c" }'
        at = "yaw = 10.0\npitch = -5.0"
        tour.write_site(
            "a-site",
            f"""
[[scene.hotspot]]
kind = "info"
{at}
text = {text}
picture = "media/map.png"
polygon = [[0, 0], [10, 0], [5, 8]]
[[scene.hotspot]]
kind = "site"
{at}
site = "b-site"
scene = "gate"
arrive = {{ yaw = 90 }}
[[scene.hotspot]]
kind = "url"
{at}
url = "https://example.org/"
[[scene.hotspot]]
kind = "audio"
{at}
audio = "gate.narration.vi.wav"
""",
        )
        self.build(tour)
        self.verify()
        site = json.loads((self.package / self.tour_json()["sites"][0]["file"]).read_bytes())
        spots = site["scenes"][0]["hotspots"]
        self.assertEqual([spot["kind"] for spot in spots], ["info", "site", "url", "audio"])
        self.assertTrue(spots[0]["picture"].startswith("media/"))
        self.assertEqual(spots[3]["narration"]["opus"], site["scenes"][0]["narration"]["vi"]["opus"])


if __name__ == "__main__":
    unittest.main()
