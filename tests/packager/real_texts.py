"""The sample tour with its real texts and a picture that costs nothing: what its fonts must hold.

    real_texts.py FOLDER        writes a tour there, for vr360-pack build
"""

import json
import pathlib
import sys
import tomllib

from support import gradient

ASSETS = pathlib.Path(__file__).resolve().parents[2] / "assets" / "tayho"
LANGUAGES = ("vi", "en", "zh")


def inline(texts):
    """A TOML table of texts; JSON's strings are TOML's too."""
    parts = [f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in texts.items()]
    return "{ " + ", ".join(parts) + " }"


def read(name):
    return tomllib.loads((ASSETS / name).read_text("utf-8"))


def stamp(seconds):
    return f"{int(seconds) // 60:02}:{seconds % 60:06.3f}"


def vtt(sentences):
    text = "WEBVTT\n"
    for i, sentence in enumerate(sentences):
        words = sentence.replace("&", "&amp;").replace("<", "&lt;")
        text += f"\n{stamp(i * 30)} --> {stamp(i * 30 + 20)}\n{words}\n"
    return text


def site_toml(site):
    place = {k: site["place"][k] for k in ("lat", "lon")}
    lines = [
        f'category = "{site["category"]}"',
        f"name = {inline(site['name'])}",
        f"summary = {inline(site['summary'])}",
        f"place = {{ lat = {place['lat']}, lon = {place['lon']},"
        f" ward = {json.dumps(site['place']['ward'], ensure_ascii=False)},"
        f" address = {inline(site['place']['address'])} }}",
        'status = "draft"\n\n[[scene]]\nid = "main"\npanorama = "main.png"',
    ]
    for i, hotspot in enumerate(site.get("hotspot", [])):
        lines += [
            "[[scene.hotspot]]",
            f'kind = "info"\nyaw = {10 * i}.0\npitch = 0.0',
            f"title = {inline(hotspot['title'])}\ntext = {inline(hotspot['text'])}",
        ]
    return "\n".join(lines) + "\n"


def write_tour(folder):
    """Returns every character that visitors meet in it."""
    folder = pathlib.Path(folder)
    tour = read("tour.toml")
    text = "".join(f"{key} = {inline(tour[key])}\n" for key in ("title", "owner", "credits"))
    text += f'languages = {json.dumps(LANGUAGES)}\nsites = {json.dumps(tour["sites"])}\n'
    for category in tour["category"]:
        text += f"[category.{category['id']}]\nname = {inline(category['name'])}\n"
    (folder / "sites").mkdir(parents=True)
    (folder / "tour.toml").write_text(text, encoding="utf-8")
    shown = text
    picture = gradient(256, 128)
    for name in tour["sites"]:
        site = read(f"sites/{name}.toml")
        home = folder / "sites" / name
        home.mkdir()
        (home / "main.png").write_bytes(picture)
        (home / "site.toml").write_text(site_toml(site), encoding="utf-8")
        shown += site_toml(site)
        for language in LANGUAGES:
            sentences = site["script"][language]
            (home / f"main.subtitles.{language}.vtt").write_text(vtt(sentences), encoding="utf-8")
            shown += "".join(sentences)
    for file in (ASSETS.parent / "strings").glob("*.json"):
        shown += "".join(json.loads(file.read_text("utf-8")).values())
    return {c for c in shown if c >= " "}


if __name__ == "__main__":
    write_tour(sys.argv[1])
