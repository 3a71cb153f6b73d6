#!/usr/bin/env python3
"""Adds up what a test run left in a folder.

    results.py FOLDER

Reads, in the order of their names, NN-suite.xml (JUnit, as ctest writes it), NN-suite.tap (node's
test runner) and NN-suite.check (one line: passed, failed or skipped; then what to show). Prints what
failed and why, what was skipped, a line for each suite, and last of all the sum as one plain line.
Exits with 1 when anything failed or nothing ran.
"""

import pathlib
import re
import sys
import xml.etree.ElementTree

# Of a failed test's output; the rest is in the file.
SHOWN_LINES = 60
SHOWN_COLUMNS = 300

COLOURS = re.compile("\x1b\\[[0-9;]*m")


class Suite:
    def __init__(self, name):
        self.name = name
        self.passed = 0
        self.failed = []  # (name, output)
        self.skipped = []  # (name, reason)

    def add(self, name, state, text=""):
        if state == "passed":
            self.passed += 1
        elif state == "skipped":
            self.skipped.append((name, text))
        else:
            self.failed.append((name, text))


def read_junit(suite, text):
    for case in xml.etree.ElementTree.fromstring(text).iter("testcase"):
        output = case.findtext("system-out") or ""
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            suite.add(case.get("name"), "failed", output)
        elif skipped is not None or case.get("status") in ("notrun", "disabled"):
            suite.add(case.get("name"), "skipped", skip_reason(output))
        else:
            suite.add(case.get("name"), "passed")


def skip_reason(output):
    """Google Test says why on the line after the place; other programs on their last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    for before, line in zip(lines, lines[1:]):
        if re.search(r": Skipped$", before):
            return line
    return lines[-1] if lines and "SKIPPED" not in lines[-1] else ""


TAP_LINE = re.compile(r"^( *)(not )?ok \d+(?: - )?(.*?)(?: # (SKIP|TODO)\b ?(.*))?$")


def read_tap(suite, text):
    """A test that has tests inside follows them, less indented; only the innermost are counted."""
    open_results = []  # of tests whose parent has not ended: (indent, name, state, text)
    results = []
    last = None
    for line in text.splitlines():
        match = TAP_LINE.match(line)
        if not match:
            if last is not None:
                last[3].append(line)
            continue
        indent, failed, name, directive, reason = match.groups()
        indent = len(indent)
        inner = [result for result in open_results if result[0] > indent]
        open_results = [result for result in open_results if result[0] <= indent]
        state = "skipped" if directive else "failed" if failed else "passed"
        last = (indent, name, state, [reason] if reason else [])
        open_results.append(last)
        # A parent that fails although all inside passed failed on its own account.
        if not inner or (failed and all(result[2] != "failed" for result in inner)):
            results.append(last)
    for _, name, state, lines in results:
        suite.add(name, state, "\n".join(lines))


def read_check(suite, text):
    state, _, output = text.partition("\n")
    suite.add(suite.name, state.strip(), output)


READERS = {".xml": read_junit, ".tap": read_tap, ".check": read_check}


def read(path):
    suite = Suite(path.stem.partition("-")[2] or path.stem)
    try:
        READERS[path.suffix](suite, path.read_text(encoding="utf-8", errors="replace"))
    except (OSError, xml.etree.ElementTree.ParseError) as error:
        suite.add(str(path), "failed", f"unreadable: {error}")
    return suite


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    paths = sorted(path for path in pathlib.Path(sys.argv[1]).iterdir() if path.suffix in READERS)
    suites = [read(path) for path in paths]

    for suite in suites:
        for name, output in suite.failed:
            lines = output.strip("\n").splitlines()
            print(f"\nFAILED {suite.name}: {name}")
            if len(lines) > SHOWN_LINES:
                print(f"    … {len(lines) - SHOWN_LINES} lines before these")
            for line in lines[-SHOWN_LINES:]:
                print(f"    {COLOURS.sub('', line)[:SHOWN_COLUMNS]}")
    print()
    for suite in suites:
        for name, reason in suite.skipped:
            reason = reason.splitlines()[0] if reason else ""
            print(f"skipped {suite.name}: {name}{': ' if reason else ''}{reason}")

    passed = sum(suite.passed for suite in suites)
    failed = sum(len(suite.failed) for suite in suites)
    skipped = sum(len(suite.skipped) for suite in suites)
    for suite in suites:
        print(
            f"{suite.name:<24}{suite.passed:>6} passed{len(suite.failed):>5} failed"
            f"{len(suite.skipped):>5} skipped"
        )
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
