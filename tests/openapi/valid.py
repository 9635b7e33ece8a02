"""Says what is wrong with the description of the API itself: `valid.py FILE` prints a JSON array of sentences.

The document is OpenAPI 3.1, each of its schemas is JSON Schema 2020-12, and each example fits its schema.

`valid.py FILE CALLS` says instead what is wrong with calls of webhooks, a JSON array of `{"headers": …, "body": …}`.
"""

from __future__ import annotations

import json
import sys
from urllib.parse import quote

import jsonschema_rs
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from closed import close

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def escaped(step) -> str:
    return quote(str(step).replace("~", "~0").replace("/", "~1"), safe="~$")


def at(path) -> str:
    return "#/" + "/".join(escaped(step) for step in path)


def schemas(node, path=()):
    """The outermost schemas of the document, with their places."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from schemas(item, (*path, index))
    elif isinstance(node, dict):
        for key, value in node.items():
            here = (*path, key)
            if key == "schema" and isinstance(value, dict):
                yield value, here
            elif path == ("components", "schemas"):
                yield value, here
            elif key not in ("example", "examples", "value"):
                yield from schemas(value, here)


def examples(schema, path):
    """The examples that stand in a schema, with the places of the schemas that they have to fit."""
    if isinstance(schema, list):
        for index, item in enumerate(schema):
            yield from examples(item, (*path, index))
    elif isinstance(schema, dict):
        for value in schema.get("examples", []) if isinstance(schema.get("examples"), list) else []:
            yield value, path
        for key, value in schema.items():
            if key not in ("examples", "enum", "const", "default"):
                yield from examples(value, (*path, key))


def given(node, path=()):
    """The examples of bodies, with the places of their schemas."""
    if isinstance(node, list):
        for index, item in enumerate(node):
            yield from given(item, (*path, index))
    elif isinstance(node, dict):
        if isinstance(node.get("schema"), dict) and isinstance(node.get("examples"), dict):
            for example in node["examples"].values():
                yield example["value"], (*path, "schema")
        for key, value in node.items():
            if key != "examples":
                yield from given(value, (*path, key))


def read(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file)


def errors(document, path, value) -> list[str]:
    schema = {"$schema": DIALECT, **document, "$ref": at(path)}
    return [error.message for error in jsonschema_rs.Draft202012Validator(schema, validate_formats=True).iter_errors(value)]


def of_calls(document, calls) -> list[str]:
    close(document)
    wrong = []
    for call in calls:
        event = call["body"]["type"]
        webhook = ("webhooks", event, "post")
        operation = document["webhooks"][event]["post"]
        found = errors(document, (*webhook, "requestBody", "content", "application/json", "schema"), call["body"])
        for index, parameter in enumerate(operation["parameters"]):
            value = call["headers"].get(parameter["name"])
            if value is not None:
                found += errors(document, (*webhook, "parameters", index, "schema"), value)
            elif parameter.get("required"):
                found.append(f"there is no {parameter['name']}")
        wrong.extend(f"{event}: {error}" for error in found)
    return wrong


def of_description(document) -> list[str]:
    wrong = [f"{at(error.instance_path)}: {error.message}" for error in OPENAPI_31_VALIDATOR.iter_errors(document)]
    for schema, path in schemas(document):
        try:
            jsonschema_rs.meta.validate({"$schema": DIALECT, **schema})
        except jsonschema_rs.ValidationError as error:
            wrong.append(f"{at((*path, *error.instance_path))}: {error.message}")
    if wrong:
        return wrong
    pairs = list(given(document))
    for schema, path in schemas(document):
        pairs.extend(examples(schema, path))
    for value, path in pairs:
        wrong.extend(f"An example of {at(path)}: {error}" for error in errors(document, path, value))
    return wrong


if __name__ == "__main__":
    described, *calls = [read(name) for name in sys.argv[1:]]
    print(json.dumps(of_calls(described, calls[0]) if calls else of_description(described)))
