"""The description of the API, made stricter than it is for clients."""

from __future__ import annotations

# What is sent, and says itself whether it may hold more than is described.
SENT = {"TableSchema", "UploadOptions", "TokenWish", "HookRequest", "UserChange", "DirectorySettings"}


def close(description) -> None:
    """Closes the schemas of answers and of webhooks: a client leaves members alone that it does not know, so the
    description does not forbid them; but each that there is has to be described."""
    for name, schema in description["components"]["schemas"].items():
        if name not in SENT:
            _close(schema)


def _close(schema) -> None:
    if isinstance(schema, list):
        for item in schema:
            _close(item)
    if not isinstance(schema, dict):
        return
    kind = schema.get("type")
    is_object = kind == "object" or isinstance(kind, list) and "object" in kind
    # Where a reference stands beside it, that is closed, and knows more members.
    if is_object and "properties" in schema and "$ref" not in schema:
        schema.setdefault("additionalProperties", False)
    for key, value in schema.items():
        if key not in ("examples", "enum", "const", "default"):
            _close(value)
