"""Prints infra/template.yaml as JSON: as `written`, and `expanded` as CloudFormation would see it. Needs no network.

Linters look at what is written and miss what SAM makes of it: roles, permissions, the API's body.
Usage: python infra/expand.py [TEMPLATE]
"""

import json
import os
import sys
from copy import deepcopy
from pathlib import Path

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform


def packaged(template: dict) -> dict:
    """Stands in for `sam package`: what lies in a folder here lies in a bucket by then."""
    template = deepcopy(template)
    for resource in template["Resources"].values():
        properties = resource.get("Properties", {})
        for name in ("CodeUri", "ContentUri"):
            if isinstance(properties.get(name), str):
                properties[name] = f"s3://packages/{Path(properties[name]).name}"
    return template


class NoManagedPolicies:
    """The translator asks an account for its managed policies by name. Every role of ours is written out."""

    def load(self) -> dict:
        """Returns no name at all."""
        return {}


def main() -> None:
    """Reads, expands, prints."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("template.yaml")
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    written = yaml_parse(path.read_text(encoding="utf-8"))
    parameters = {name: str(parameter.get("Default", "")) for name, parameter in written.get("Parameters", {}).items()}
    expanded = transform(packaged(written), parameters, NoManagedPolicies())
    json.dump({"written": written, "expanded": expanded}, sys.stdout, indent=1, default=str)


if __name__ == "__main__":
    main()
