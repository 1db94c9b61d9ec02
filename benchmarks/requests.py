"""How the planner of `speechwright edit` takes whole instructions that others wrote. Needs no data.

    python benchmarks/requests.py [--failures FILE]

One JSON object a row with 95 % intervals. `others_requests.json` holds 200 instructions of one request with its
circumstances, of two and of three, by somebody who had seen no wording, about one recording: a plan counts as right
when it has the edits that were asked for, in their order (parts and amounts are what `planning.py` measures). And it
holds 300 instructions of which at least a part is nothing that an edit does: the share that is refused.
"""

from __future__ import annotations

import argparse
import json
from itertools import groupby
from pathlib import Path

from speechwright.errors import BadInstruction
from speechwright.metrics.interval import share_figure
from speechwright.tasks.edits.compounds import transcript_of
from speechwright.tasks.edits.planner import make_plan
from speechwright.tasks.edits.transcript import Transcript

DATA = Path(__file__).with_name("others_requests.json")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failures", type=Path, help="file for what went wrong, one JSON object a line")
    arguments = parser.parse_args()
    data = json.loads(DATA.read_text("utf-8"))
    one, other = transcript_of(data["transcript"]), transcript_of(data["other transcript"])
    asked = [(item["text"], item["edits"], planned(item["text"], one)) for item in data["possible"]]
    refused = [(text, [], planned(text, other)) for text in data["impossible"]]
    for count in sorted({len(edits) for _, edits, _ in asked}):
        passes = [in_order(edits) == in_order(done) for _, edits, done in asked if len(edits) == count]
        print(json.dumps({"requests": count, **share_figure(passes).to_row()}))
    print(json.dumps({"impossible": "refused", **share_figure([not done for _, _, done in refused]).to_row()}))
    if arguments.failures:
        wrong = [row for row in (*asked, *refused) if in_order(row[1]) != in_order(row[2])]
        arguments.failures.write_text("".join(json.dumps(row) + "\n" for row in wrong), "utf-8")


def planned(text: str, transcript: Transcript) -> list[str]:
    """The edits of the plan; none where the instruction is refused."""
    try:
        return [operation.edit for operation in make_plan(text, transcript).operations]
    except BadInstruction:
        return []


def in_order(edits: list[str]) -> list[str]:
    """Those that follow each other once: one request may be done at several places."""
    return [edit for edit, _ in groupby(edits)]


if __name__ == "__main__":
    main()
