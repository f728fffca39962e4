#!/usr/bin/python3
"""uncovered.py: what tools/long/coverage.sh does beside gcovr.

    uncovered.py strip REPORT...            drops the functions of gcovr's reports
    uncovered.py check REPORT EXPLANATIONS  the lines that are not reached

Reports are gcovr's JSON.  Functions are dropped since wide.h defines some of
them once with __int128 and once without, at different lines, which gcovr does
not merge; lines and branches merge.

A line that is not reached has to be explained.  EXPLANATIONS has a line each:
the file, the function, a piece of the line's text, and the reason in one
sentence, with a tab between; # starts a comment.  The piece "*" stands for
every line of a function that is not called at all.  What is not explained, and
what explains nothing any more, is printed and fails.
"""
import json
import re
import sys

# A function's name stands at the start of a line (CONVENTIONS 9), its end is
# the first brace there.
FUNCTION_NAME = re.compile(r"([A-Za-z_]\w*)\(")


def functions_of(path):
    """The name of the function of each line, from index 1, and the text."""
    texts = [""]
    names = [None]
    current = None
    with open(path, encoding="utf-8") as source:
        for text in source:
            match = FUNCTION_NAME.match(text)
            if match:
                current = match.group(1)
            texts.append(text.rstrip("\n"))
            names.append(current)
            if text.startswith("}"):
                current = None
    return names, texts


def strip(paths):
    for path in paths:
        with open(path, encoding="utf-8") as report:
            found = json.load(report)
        for file in found["files"]:
            file["functions"] = []
        with open(path, "w", encoding="utf-8") as report:
            json.dump(found, report)


def read_explanations(path):
    explanations = []
    problems = 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            parts = line.split("\t")
            if len(parts) != 4 or not all(part.strip() for part in parts):
                print(f"{path}:{number}: not file, function, text, reason")
                problems += 1
                continue
            explanations.append([number, parts, 0])
    return explanations, problems


def check(report_path, explanations_path):
    explanations, problems = read_explanations(explanations_path)
    with open(report_path, encoding="utf-8") as report:
        files = json.load(report)["files"]

    explained = 0
    unexplained = 0
    for file in files:
        lines = [line for line in file["lines"]
                 if not line["gcovr/noncode"] and not line["gcovr/excluded"]]
        if all(line["count"] for line in lines):
            continue
        names, texts = functions_of(file["file"])
        called = {names[line["line_number"]]
                  for line in lines if line["count"]}
        for line in lines:
            if line["count"]:
                continue
            number = line["line_number"]
            matches = [
                explanation for explanation in explanations
                if explanation[1][0] == file["file"] and
                explanation[1][1] == names[number] and
                (explanation[1][2] in texts[number] or
                 explanation[1][2] == "*" and names[number] not in called)]
            for explanation in matches:
                explanation[2] += 1
            if matches:
                explained += 1
            else:
                unexplained += 1
                print(f"{file['file']}:{number}: not reached and not explained:"
                      f" {names[number]}: {texts[number].strip()}")

    stale = 0
    for number, parts, used in explanations:
        if not used:
            stale += 1
            print(f"{explanations_path}:{number}: explains no line that is not"
                  f" reached: {parts[0]}: {parts[1]}: {parts[2]}")
    print(f"lines not reached: {explained} explained, {unexplained} not;"
          f" explanations without a line: {stale}")
    return 1 if problems or unexplained or stale else 0


if len(sys.argv) >= 3 and sys.argv[1] == "strip":
    strip(sys.argv[2:])
elif len(sys.argv) == 4 and sys.argv[1] == "check":
    sys.exit(check(sys.argv[2], sys.argv[3]))
else:
    sys.exit(__doc__)
