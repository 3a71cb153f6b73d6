"""Recordings of every kind, read back from the package by ffmpeg: loudness, peaks, length."""

import array
import base64
import functools
import json
import math
import os
import random
import re
import shutil
import struct
import subprocess
import unittest
import wave

from support import EN_VTT, ZH_SRT, PackagerTest, Tour

RATE = 22050
SENTENCE = (
    "Hồ Tây là hồ nước ngọt lớn nhất của thành phố Hà Nội. "
    "Quanh hồ có nhiều ngôi chùa cổ, những làng nghề và những hàng cây lâu năm."
)


@functools.cache
def speech():
    """Some seconds of speech, as numbers of −1…1, without silence around them."""
    spoken = subprocess.run(
        ["espeak-ng", "-v", "vi", "-s", "150", "--stdout", SENTENCE],
        capture_output=True,
        check=True,
    ).stdout
    samples = [s / 32768 for s in struct.unpack(f"<{(len(spoken) - 44) // 2}h", spoken[44:])]
    loud = [i for i, s in enumerate(samples) if abs(s) > 0.01]
    return samples[loud[0] : loud[-1]]


def silence(seconds):
    return [0.0] * int(seconds * RATE)


def times(samples, factor):
    return [factor * s for s in samples]


def plus(a, b):
    return [x + y for x, y in zip(a, b)]


def noise(count, amplitude, seed=1):
    generator = random.Random(seed)
    return [amplitude * (2 * generator.random() - 1) for _ in range(count)]


def write_sound(path, *channels, rate=RATE):
    """16-bit WAV; what is too loud is clipped, as a recorder does it."""
    values = array.array(
        "h", [max(-32768, min(32767, round(32767 * s))) for frame in zip(*channels) for s in frame]
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(values.tobytes())


def convert(source, target, *options):
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-i", source, *options, target],
        check=True,
        stdin=subprocess.DEVNULL,
    )


def probed_seconds(path):
    """A file's length as it is written there, without decoding it."""
    said = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "json", path],
        capture_output=True,
        check=True,
    )
    return float(json.loads(said.stdout)["format"]["duration"])


class Heard:
    """What ffmpeg finds in a sound file."""

    def __init__(self, path):
        decoded = subprocess.run(
            ["ffmpeg", "-nostats", "-i", path, "-af", "ebur128=peak=true", "-f", "f32le", "-"],
            capture_output=True,
            check=True,
        )
        report = decoded.stderr.decode()
        # The filter makes 192 kHz of everything, so the rate is asked for apart.
        stream = re.search(r"Audio: \w+.*?, (\d+) Hz, (mono|stereo)", report)
        self.channels = 1 if stream[2] == "mono" else 2
        self.lufs = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", report)[-1])
        self.peak = float(re.findall(r"Peak:\s+(-?[\d.]+|-inf) dBFS", report)[-1])
        plain = subprocess.run(
            ["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-"], capture_output=True, check=True
        ).stdout
        self.samples = array.array("h", plain)
        self.seconds = len(self.samples) / self.channels / int(stream[1])


@unittest.skipIf(shutil.which("espeak-ng") is None, "no espeak-ng")
@unittest.skipIf(shutil.which("ffmpeg") is None, "no ffmpeg")
class SoundTest(PackagerTest):
    def pack_sounds(self, cases):
        """Builds a tour with a site for each case, {name: function that writes a file}."""
        tour = Tour(self.work / "tour", sites=cases.keys(), narrated=False)
        for name, (ending, write) in cases.items():
            folder = tour.site(name)
            write(folder / f"gate.narration.vi.{ending}")
            # Over the silence that some of them begin with.
            (folder / "gate.subtitles.en.vtt").write_text(EN_VTT.replace("01.9", "04.9"), "utf-8")
            (folder / "gate.subtitles.zh.srt").write_text(ZH_SRT.replace("01,9", "04,9"), "utf-8")
        self.report = self.build(tour)
        self.verify()
        return {site: self.site_json(site)["scenes"][0]["narration"]["vi"] for site in cases}

    def about(self, site):
        return [
            f
            for f in self.report["findings"]
            if f["site"] == site and "narration" in f["file"]
        ]

    def check_published(self, name, narration, seconds, lufs=-19.0, tolerance=1.0):
        """Length within 20 ms, loudness and true peak, in both files as a player decodes them."""
        self.assertAlmostEqual(narration["duration"], seconds, delta=0.02, msg=name)
        for kind in ("opus", "mp3"):
            heard = Heard(self.package / narration[kind])
            about = f"{name} {kind}"
            self.assertEqual(heard.channels, 1 if lufs == -19.0 else 2, about)
            if kind == "opus":  # ffprobe counts what players of MP3 leave away at both ends
                stated = probed_seconds(self.package / narration[kind])
                self.assertAlmostEqual(stated, narration["duration"], delta=0.02, msg=about)
            self.assertAlmostEqual(heard.seconds, narration["duration"], delta=0.02, msg=about)
            self.assertLessEqual(heard.peak, -1.0, about)
            self.assertLess(max(map(abs, heard.samples)), 29300, about)  # −1 dB of full scale
            if tolerance:
                self.assertAlmostEqual(heard.lufs, lufs, delta=tolerance, msg=about)


class Recordings(SoundTest):
    def test_formats(self):
        """Every format and rate that recorders write, of the same speech."""
        plain = self.work / "plain.wav"
        write_sound(plain, speech())
        length = len(speech()) / RATE

        def by(*options):
            return lambda path: convert(plain, path, *options)

        def rate(hertz):
            return "-ar", str(hertz)

        cases = {
            "wav8": ("wav", by("-c:a", "pcm_u8")),
            "wav16": ("wav", by("-c:a", "pcm_s16le", *rate(8000))),
            "wav24": ("wav", by("-c:a", "pcm_s24le", *rate(44100), "-ac", "2")),
            "wav32": ("wav", by("-c:a", "pcm_s32le", *rate(96000))),
            "float": ("wav", by("-c:a", "pcm_f32le", *rate(192000))),
            "flac": ("flac", by("-sample_fmt", "s16", *rate(48000), "-ac", "2")),
            "mp3": ("mp3", by(*rate(44100), "-b:a", "128k")),
            "vorbis": ("ogg", by("-c:a", "libvorbis", "-q:a", "5", *rate(32000))),
            "opus": ("opus", by("-c:a", "libopus", *rate(48000))),
        }
        for name, narration in self.pack_sounds(cases).items():
            # Ogg Vorbis of ffmpeg ends up to a frame early, MP3 of others may keep its padding.
            self.check_published(name, narration, length)
            self.assertEqual(self.about(name), [])

    def test_hard_ones(self):
        voice = speech()
        length = len(voice) / RATE
        count = len(voice)
        knock = [0.0] * count
        for i in range(200):
            knock[count // 3 + i] = 0.98 * (-1) ** (i // 6) * math.exp(-i / 60)
        spoken = times(voice, 0.6 / max(map(abs, voice)))
        # The same voice late and duller, and another sound: no single microphone hears that.
        other = plus([0.0] * 300 + spoken[:-300], noise(count, 0.05))

        def mono(samples):
            return "wav", lambda path: write_sound(path, samples)

        def stereo(left, right):
            return "wav", lambda path: write_sound(path, left, right)

        cases = {
            "quiet": mono(times(spoken, 10 ** (-45 / 20))),
            "clipped": mono(times(spoken, 6.0)),
            "knocked": mono(plus(times(spoken, 0.1), knock)),
            "offset": mono([s + 0.35 for s in silence(2.0) + times(spoken, 0.5) + silence(2.0)]),
            "one-side": stereo([0.0] * count, spoken),
            "antiphase": stereo(spoken, times(spoken, -1.0)),
            "panned": stereo(spoken, times(spoken, 0.4)),
            "stereo": stereo(spoken, other),
            "short": mono(spoken[RATE : RATE + int(0.3 * RATE)]),
            "padded": mono(plus(silence(3.0) + spoken + silence(4.0), noise(count + 7 * RATE, 4e-4))),
            # A click every half a second and nothing else: no loudness can be had of that.
            "clicks": mono(([0.9, -0.9] + [0.0] * (RATE // 2)) * 12),
        }
        made = self.pack_sounds(cases)
        for name in ("quiet", "clipped", "knocked", "one-side", "antiphase", "panned"):
            self.check_published(name, made[name], length)
        self.check_published("stereo", made["stereo"], length, lufs=-16.0)
        self.check_published("offset", made["offset"], length + 1.0)
        self.check_published("padded", made["padded"], length + 1.0)
        # Three tenths of a second are too short for a meter of R 128.
        self.check_published("short", made["short"], 0.3, tolerance=None)
        self.check_published("clicks", made["clicks"], made["clicks"]["duration"], tolerance=None)

        def words(name):
            return " ".join(f"{f['what']} {f['cure']}" for f in self.about(name))

        self.assertRegex(words("quiet"), r"very quiet \(-\d\d LUFS\): it was made louder by \d\d dB")
        self.assertRegex(words("clipped"), r"clipped in \d+ places, the first at \d+\.\d s")
        self.assertRegex(words("antiphase"), "upside down")
        self.assertRegex(words("clicks"), r"reaches only -\d+\.\d LUFS of -19")
        for name in ("knocked", "offset", "one-side", "panned", "stereo", "short", "padded"):
            self.assertEqual(words(name), "", name)

    def test_the_voice_is_there(self):
        """Levels alone do not prove that it is the speech that was recorded."""
        spoken = times(speech(), 0.5)
        made = self.pack_sounds(
            {
                "plain": ("wav", lambda path: write_sound(path, spoken)),
                "turned": ("wav", lambda path: write_sound(path, spoken, times(spoken, -1.0))),
            }
        )

        def envelope(samples, rate):
            step = rate // 20
            return [max(map(abs, samples[i : i + step])) for i in range(0, len(samples) - step, step)]

        want = envelope(spoken, RATE)
        for name, narration in made.items():
            for kind, rate in (("opus", 48000), ("mp3", 32000)):
                got = envelope(Heard(self.package / narration[kind]).samples, rate)
                mean_want, mean_got = sum(want) / len(want), sum(got) / len(got)
                pairs = [(w / mean_want, g / mean_got) for w, g in zip(want, got)]
                off = sum(abs(w - g) for w, g in pairs) / len(pairs)
                self.assertLess(off, 0.1, f"{name} {kind}")

    def test_stereo_and_odd_rates(self):
        """Two microphones in every format, and rates that nobody would choose."""
        spoken = times(speech(), 0.6 / max(map(abs, speech())))[: int(2.5 * RATE)]
        other = plus([0.0] * 300 + spoken[:-300], noise(len(spoken), 0.05))
        mono, stereo = self.work / "mono.wav", self.work / "stereo.wav"
        write_sound(mono, spoken)
        write_sound(stereo, spoken, other)

        def by(plain, *options):
            return lambda path: convert(plain, path, *options)

        two = {
            "stereo-flac": ("flac", by(stereo, "-ar", "44100")),
            "stereo-mp3": ("mp3", by(stereo, "-ar", "48000", "-b:a", "192k")),
            "stereo-vorbis": ("ogg", by(stereo, "-c:a", "libvorbis", "-q:a", "7", "-ar", "44100")),
            "stereo-opus": ("opus", by(stereo, "-c:a", "libopus", "-b:a", "128k")),
        }
        one = {
            "wav-11025": ("wav", by(mono, "-ar", "11025")),
            "flac-37800": ("flac", by(mono, "-ar", "37800")),
            "mp3-12000": ("mp3", by(mono, "-ar", "12000", "-b:a", "64k")),
            "vorbis-9600": ("ogg", by(mono, "-c:a", "libvorbis", "-ar", "9600")),
            "opus-16000": ("opus", by(mono, "-c:a", "libopus", "-ar", "16000")),
        }
        made = self.pack_sounds({**two, **one})
        length = len(spoken) / RATE
        for name in two:
            self.check_published(name, made[name], length, lufs=-16.0)
        for name in one:
            self.check_published(name, made[name], length)

    def test_much_silence_and_a_click(self):
        """And what the seek bar draws of them."""
        voice = times(speech(), 0.5 / max(map(abs, speech())))
        words = voice[: int(1.5 * RATE)]
        click = list(voice)
        click[len(click) // 2] = 1.0
        hot = [max(-0.999, min(0.999, 3.0 * s)) for s in times(voice, 2.0)]
        sounds = {
            "mostly-silent": words + silence(10.0) + words,
            "click": click,
            "hot": hot,
        }
        made = self.pack_sounds(
            {
                name: ("wav", lambda path, samples=samples: write_sound(path, samples))
                for name, samples in sounds.items()
            }
        )
        for name, samples in sounds.items():
            self.check_published(name, made[name], len(samples) / RATE)
            self.check_peaks(name, made[name])
        peaks = base64.b64decode(made["mostly-silent"]["peaks"])
        silent = peaks[30:170]
        self.assertLessEqual(max(silent), 3)
        self.assertGreater(min(max(peaks[:20]), max(peaks[-20:])), 30)

    def check_peaks(self, name, narration):
        """Of each 200th of the duration the loudest sample, as a player decodes it."""
        peaks = base64.b64decode(narration["peaks"])
        self.assertEqual(len(peaks), 200, name)
        heard = Heard(self.package / narration["opus"]).samples
        loudest = [
            max(map(abs, heard[i * len(heard) // 200 : (i + 1) * len(heard) // 200])) / 32768 * 255
            for i in range(200)
        ]
        # The codec moves single samples about, over the edge of a part too.
        off = sorted(abs(peak - loud) for peak, loud in zip(peaks, loudest))
        self.assertLess(sum(off) / 200, 5.0, name)
        self.assertLess(off[189], 20.0, name)

    def test_what_is_no_recording(self):
        tour = Tour(self.work / "tour", sites=["empty", "silent", "cut"], narrated=False)
        for site in ("empty", "silent", "cut"):
            (tour.site(site) / "gate.subtitles.en.vtt").write_text(EN_VTT, encoding="utf-8")
            (tour.site(site) / "gate.subtitles.zh.srt").write_bytes(ZH_SRT.encode("utf-8"))
        write_sound(tour.site("empty") / "gate.narration.vi.wav", [])
        write_sound(tour.site("silent") / "gate.narration.vi.wav", silence(2.0))
        cut = tour.site("cut") / "gate.narration.vi.wav"
        write_sound(cut, speech())
        cut.write_bytes(cut.read_bytes()[: os.path.getsize(cut) // 2])
        report = self.build(tour, expect=65)
        for site, what in (("empty", "holds no sound"), ("silent", "is silent"), ("cut", "ends after")):
            self.assert_finding(report, f"sites/{site}/gate.narration.vi.wav", what, "again")


@unittest.skipUnless(os.environ.get("VR360_LONG"), "takes a minute: VR360_LONG=1")
class LongRecording(SoundTest):
    def test_twenty_minutes(self):
        spoken = times(speech(), 0.4)
        rounds = int(20 * 60 * RATE / len(spoken))
        made = self.pack_sounds({"long": ("wav", lambda path: write_sound(path, spoken * rounds))})
        self.check_published("long", made["long"], rounds * len(spoken) / RATE)


if __name__ == "__main__":
    unittest.main()
