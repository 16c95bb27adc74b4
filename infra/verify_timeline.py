#!/usr/bin/env python3
"""Checks the timeline of a service, as `GET /v1/services/{id}/timeline` answers it, without trusting whoever answered.

Reads the answer on standard input. With a hash as its argument, such as the `head` of a webhook that was kept, the
timeline must have come by that hash: nothing before it was changed, taken out or put in. It ends with 0 when all is
well, with 1 and the first entry that is not as it was written when it is not.

Each hash is the SHA-256 of these parts, each with its length in bytes in front as eight bytes, big end first: the hash
before (empty for the first), number, id, kind, author, place (empty when unknown), happenedAt, arrivedAt, then name and
value of each datum in the order of the names.
"""
import hashlib
import json
import sys


def hash_after(before, entry):
    parts = [before, str(entry["seq"]), entry["id"], entry["kind"], entry["author"], entry.get("place") or "",
             entry["happenedAt"], entry["arrivedAt"]]
    for name, value in sorted(entry["data"].items(), key=lambda datum: datum[0].encode()):
        parts += [name, value]
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def main():
    timeline = json.load(sys.stdin)
    told = sys.argv[1] if len(sys.argv) > 1 else None
    before, seen = "", set()
    for number, entry in enumerate(timeline["items"], start=1):
        if entry["seq"] != number:
            sys.exit(f"entry {number} is missing: entry {entry['seq']} stands in its place")
        if hash_after(before, entry) != entry["hash"]:
            sys.exit(f"entry {number} does not give its hash")
        before = entry["hash"]
        seen.add(before)
    if before != timeline["hash"]:
        sys.exit("the last entries are missing")
    if told and told not in seen:
        sys.exit(f"no entry gives {told}")
    print(f"{len(timeline['items'])} entries, each as it was written; the last hash is {before}")


main()
