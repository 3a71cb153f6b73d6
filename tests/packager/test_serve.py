"""What `serve` says over HTTP."""

import contextlib
import gzip
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import unittest

from support import BAD_INPUT, DONE, PACK, TEMPORARY, Tour


class Serve(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = pathlib.Path(tempfile.mkdtemp(prefix="vr360-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        web = cls.work / "web"
        web.mkdir()
        (web / "index.html").write_text("<!doctype html><title>Tour</title>" + " " * 2000)
        (web / "app.0123456789abcdef.js").write_text("export {};" * 200)
        (web / "vr360.0123456789abcdef.wasm").write_bytes(b"\0asm\1\0\0\0" + b"\0" * 2000)
        (web / "module.0123456789abcdef.mjs").write_text("export {};")
        (web / "plain.css").write_text("body{}")
        tour = Tour(cls.work / "tour", sites=["a-site"])
        cls.package = cls.work / "package"
        subprocess.run(
            [PACK, "build", tour.folder, "-o", cls.package],
            check=True,
            capture_output=True,
            env={**os.environ, "VR360_WEB_DIR": str(web)},
        )
        (cls.package / ".vr360").mkdir()
        (cls.package / ".vr360/lock").write_text("secret")
        (cls.work / "secret.txt").write_text("secret")
        (cls.package / "way-out").symlink_to(cls.work / "secret.txt")
        cls.server, cls.addresses = cls.start("--port", "0")
        cls.addClassCleanup(cls.end, cls.server)
        cls.port = int(re.search(r":(\d+)/", cls.addresses[0])[1])

    @classmethod
    def start(cls, *options):
        server = subprocess.Popen(
            [PACK, "serve", cls.package, *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        server.stderr.readline()  # Comes after all addresses.
        addresses = []
        os.set_blocking(server.stdout.fileno(), False)
        while line := server.stdout.readline():
            addresses.append(line.strip())
        return server, addresses

    @staticmethod
    def end(server):
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=10)

    def get(self, path, method="GET", host="localhost", **headers):
        with contextlib.closing(
            http.client.HTTPConnection(host, self.port, timeout=10)
        ) as connection:
            return self.ask(connection, path, method, **headers)

    @staticmethod
    def ask(connection, path, method, **headers):
        connection.putrequest(method, path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()

    def file(self, ending):
        return next(
            str(p.relative_to(self.package))
            for p in sorted(self.package.rglob("*"))
            if p.name.endswith(ending) and p.is_file()
        )

    def test_media_types(self):
        for ending, wanted in {
            "index.html": "text/html; charset=utf-8",
            ".js": "text/javascript; charset=utf-8",
            ".mjs": "text/javascript; charset=utf-8",
            ".css": "text/css; charset=utf-8",
            ".wasm": "application/wasm",
            ".webp": "image/webp",
            ".opus": "audio/ogg",
            ".mp3": "audio/mpeg",
            ".vtt": "text/vtt; charset=utf-8",
            ".woff2": "font/woff2",
            "tour.json": "application/json",
        }.items():
            path = self.file(ending)
            response, body = self.get("/" + path)
            self.assertEqual(response.status, 200, path)
            self.assertEqual(response.headers["Content-Type"], wanted)
            self.assertEqual(body, (self.package / path).read_bytes())

    def test_root_is_the_page(self):
        response, body = self.get("/?site=a-site&lang=en")
        self.assertEqual(response.status, 200)
        self.assertIn(b"<title>Tour</title>", body)

    def test_caching(self):
        for ending in (".webp", ".opus", ".vtt", ".woff2", ".js", ".wasm", "pyramid.json"):
            response, _ = self.get("/" + self.file(ending))
            self.assertIn("immutable", response.headers["Cache-Control"], ending)
        for path in ("/", "/index.html", "/tour.json", "/SHA256SUMS", "/plain.css"):
            response, _ = self.get(path)
            self.assertEqual(response.headers["Cache-Control"], "no-cache", path)

    def test_not_modified(self):
        for encoding in ("identity", "gzip"):
            response, _ = self.get("/tour.json", Accept_Encoding=encoding)
            tag = response.headers["ETag"]
            for sent in (tag, "W/" + tag, '"other", ' + tag, "*"):
                response, body = self.get(
                    "/tour.json", Accept_Encoding=encoding, If_None_Match=sent
                )
                self.assertEqual((response.status, body), (304, b""), sent)
            response, _ = self.get("/tour.json", Accept_Encoding=encoding, If_None_Match='"other"')
            self.assertEqual(response.status, 200)

    def test_gzip(self):
        for ending in ("index.html", ".js", ".wasm"):
            path = self.file(ending)
            response, body = self.get("/" + path, Accept_Encoding="br, gzip;q=0.8")
            self.assertEqual(response.headers["Content-Encoding"], "gzip", path)
            self.assertEqual(gzip.decompress(body), (self.package / path).read_bytes())
            self.assertIn("Accept-Encoding", response.headers["Vary"])
            response, _ = self.get("/" + path, Accept_Encoding="gzip;q=0")
            self.assertIsNone(response.headers["Content-Encoding"])
        response, _ = self.get("/" + self.file(".webp"), Accept_Encoding="gzip")
        self.assertIsNone(response.headers["Content-Encoding"])

    def test_ranges(self):
        path = "/" + self.file(".opus")
        whole = (self.package / path[1:]).read_bytes()
        size = len(whole)
        for asked, first, last in (
            ("bytes=0-0", 0, 0),
            ("bytes=10-19", 10, 19),
            ("bytes=100-", 100, size - 1),
            ("bytes=-7", size - 7, size - 1),
            (f"bytes=5-{size * 10}", 5, size - 1),
            (f"bytes=-{size * 10}", 0, size - 1),
        ):
            response, body = self.get(path, Range=asked)
            self.assertEqual(response.status, 206, asked)
            self.assertEqual(response.headers["Content-Range"], f"bytes {first}-{last}/{size}")
            self.assertEqual(response.headers["Content-Length"], str(last - first + 1))
            self.assertEqual(body, whole[first : last + 1])
        response, _ = self.get(path, Range=f"bytes={size}-")
        self.assertEqual(response.status, 416)
        self.assertEqual(response.headers["Content-Range"], f"bytes */{size}")
        response, body = self.get(path, Range="bytes=0-9", If_Range='"other"')
        self.assertEqual((response.status, len(body)), (200, size))

    def test_head(self):
        response, body = self.get("/tour.json", method="HEAD")
        self.assertEqual((response.status, body), (200, b""))
        self.assertEqual(
            response.headers["Content-Length"], str((self.package / "tour.json").stat().st_size)
        )

    def test_security_headers(self):
        response, _ = self.get("/")
        policy = response.headers["Content-Security-Policy"]
        for rule in ("default-src 'self'", "'wasm-unsafe-eval'", "style-src 'self'"):
            self.assertIn(rule, policy)
        self.assertNotIn("unsafe-inline", policy)
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")

    def test_nothing_outside(self):
        for path in (
            "/../secret.txt",
            "/..%2fsecret.txt",
            "/%2e%2e/secret.txt",
            "/sites/../../secret.txt",
            "/..\\secret.txt",
            "//etc/passwd",
            "/way-out",
            "/.vr360/lock",
            "/%2evr360/lock",
            "/tour.json%00.txt",
            "/sites",
            "/sites/",
            "/nothing",
        ):
            response, body = self.get(path)
            self.assertIn(response.status, (400, 404), path)
            self.assertNotIn(b"secret", body)
        response, _ = self.get("/tour.json", method="POST", Content_Length="0")
        self.assertGreaterEqual(response.status, 400)

    def test_both_protocols(self):
        self.assertEqual(self.get("/tour.json", host="127.0.0.1")[0].status, 200)
        if not socket.has_ipv6:
            self.skipTest("no IPv6")
        try:
            socket.create_server(("::1", 0), family=socket.AF_INET6).close()
        except OSError:
            self.skipTest("no IPv6 here")
        self.assertEqual(self.get("/tour.json", host="::1")[0].status, 200)

    def test_keeps_connections(self):
        connection = http.client.HTTPConnection("localhost", self.port, timeout=10)
        self.addCleanup(connection.close)
        for _ in range(20):
            connection.request("GET", "/tour.json")
            self.assertEqual(connection.getresponse().read()[:1], b"{")

    def test_many_at_once(self):
        statuses = []

        def fetch():
            for _ in range(10):
                statuses.append(self.get("/" + self.file(".webp"))[0].status)

        threads = [threading.Thread(target=fetch) for _ in range(30)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(statuses, [200] * 300)

    def test_follows_a_rebuild(self):
        file = self.package / "plain.css"
        self.get("/plain.css")
        self.addCleanup(file.write_text, "body{}")
        file.write_text("body{color:red}")
        self.assertEqual(self.get("/plain.css")[1], b"body{color:red}")

    def test_busy_port(self):
        result = subprocess.run(
            [PACK, "serve", self.package, "--port", str(self.port)],
            capture_output=True,
            timeout=20,
            check=False,
        )
        self.assertEqual(result.returncode, TEMPORARY)
        self.assertIn(b"--port", result.stderr)

    def test_localhost_only(self):
        server, addresses = self.start("--port", "0", "--host", "localhost")
        self.addCleanup(self.end, server)
        self.assertEqual(len(addresses), 1)
        self.assertTrue(addresses[0].startswith("http://localhost:"))

    def test_ctrl_c(self):
        server, _ = self.start("--port", "0")
        self.end(server)
        self.assertEqual(server.returncode, DONE)

    def test_not_a_package(self):
        result = subprocess.run([PACK, "serve", self.work], capture_output=True, check=False)
        self.assertEqual(result.returncode, BAD_INPUT)


if __name__ == "__main__":
    unittest.main()
