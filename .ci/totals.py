"""Sums the surefire reports of all modules.

usage: totals.py BUILD_LOG, from the repository's root

Prints failures, skips with their reasons and the slowest tests; its last line is the totals. Fails if
a test failed, was skipped for a reason other than Docker, or never ran.
"""

import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

CRASHES = re.compile(r"forked VM terminated|error in the forked process|SurefireBooterForkException")
RUNS = re.compile(
    r"@(Test|ParameterizedTest|ParameterizedClass|RepeatedTest|TestFactory|TestTemplate|Property|Example)\b"
)


def cases():
    """Yields (test's name, seconds, 'passed' | 'failed' | 'skipped', message) for each test."""
    for report in sorted(Path(".").glob("*/target/surefire-reports/TEST-*.xml")):
        for case in xml.parse(report).iter("testcase"):
            name = f"{case.get('classname', '')}.{case.get('name', '')}"
            seconds = float(case.get("time", "0").replace(",", ""))
            bad = case.find("failure")
            bad = case.find("error") if bad is None else bad
            skipped = case.find("skipped")
            if bad is not None:
                yield name, seconds, "failed", bad.get("message") or (bad.text or "").strip()
            elif skipped is not None:
                yield name, seconds, "skipped", skipped.get("message") or (skipped.text or "").strip()
            else:
                yield name, seconds, "passed", ""


def never_run():
    """Test classes without a test in their report: not built, switched off, or their JVM died."""
    for source in sorted(Path(".").glob("*/src/test/java/**/*Test.java")):
        text = source.read_text(encoding="utf-8")
        if not RUNS.search(text) or re.search(r"^(abstract class|interface) ", text, re.MULTILINE):
            continue
        module = Path(source.parts[0])
        name = ".".join(source.with_suffix("").parts[4:])
        report = module / "target/surefire-reports" / f"TEST-{name}.xml"
        ran = report.exists() and xml.parse(report).find("testcase") is not None
        if not ran and not (report.exists() and "disabledWithoutDocker" in text):
            yield name


def main():
    all_cases = list(cases())
    failed = [c for c in all_cases if c[2] == "failed"]
    skipped = [c for c in all_cases if c[2] == "skipped"]
    # A reason that names a variable of .ci/run's is about what .ci/run installs, whatever it says.
    wrongly_skipped = [c for c in skipped if "docker" not in c[3].lower() or "IASQL_TEST_" in c[3]]
    missing = list(never_run())
    log = Path(sys.argv[1])
    crashed = log.exists() and CRASHES.search(log.read_text(encoding="utf-8", errors="replace"))

    print("== slowest tests")
    for name, seconds, _, _ in sorted(all_cases, key=lambda c: -c[1])[:15]:
        print(f"{seconds:8.2f} s  {name}")
    for title, group in (("failed", failed), ("skipped", skipped)):
        for name, _, _, message in group:
            print(f"== {title}: {name}: {message.splitlines()[0] if message else 'no reason given'}")
    for name, *_ in wrongly_skipped:
        print(f"== should not have been skipped here: {name}")
    for name in missing:
        print(f"== never ran: {name}")
    if crashed:
        print(f"== a test JVM ended early: '{crashed.group(0)}'")
    passed = len(all_cases) - len(failed) - len(skipped)
    print(f"{passed} passed, {len(failed)} failed, {len(skipped)} skipped")
    return 1 if failed or wrongly_skipped or missing or crashed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
