"""What schemathesis has to know of Rollcall and no schema can say.

tests/openapi.test.mjs makes some jobs, a template, a list and users, and hands their names over in the JSON file that
`ROLLCALL_FIXTURES` names. Requests that ought to be right get them here; requests that ought to be wrong are left
as they were generated. Every call is noted in the file that `ROLLCALL_CALLS` names, a JSON object a line, so that
the test can tell what was really reached.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import hmac
import itertools
import json
import os
import re
import time

import jsonschema_rs
import requests
import schemathesis

from closed import close

with open(os.environ["ROLLCALL_FIXTURES"], encoding="utf-8") as file:
    FIXTURES = json.load(file)

CALLS = open(os.environ["ROLLCALL_CALLS"], "a", encoding="utf-8")

# As it was loaded, closed.
DESCRIPTION: dict = {}

BUILT_IN = FIXTURES["built_in"]
OPTIONS = ("template", "schema", "dialect", "encoding", "mode", "description", "language", "import_option", "retention", "digest")

SCHEMAS = [
    {"fields": [{"name": "name"}, {"name": "email", "format": "email", "constraints": {"required": True}}]},
    {"fields": [{"name": "site"}], "foreignKeys": [{"fields": "site", "reference": {"resource": "sites", "fields": "name"}}]},
    {"fields": [{"name": "n", "type": "integer"}, {"name": "on", "type": "date"}], "primaryKey": "n", "missingValues": ["", "-"]},
]
DIALECTS = [{"delimiter": ";"}, {"header": False}, {"delimiter": "\t", "skipInitialSpace": True, "commentChar": "#"}]
ENCODINGS = ["utf-8", "windows-1252", "utf-16le", "iso-8859-15"]
REPORT_FORMS = ["application/json", "text/csv", "application/x-ndjson", "text/html", "text/*;q=0.5, application/json;q=0.1", "*/*"]

KEYS = itertools.count()
_turns: dict[str, itertools.cycle] = {}


def next_of(name: str, values: list):
    """The values in turn, by name: which one it is depends on the calls before, and those are always the same."""
    return next(_turns.setdefault(name, itertools.cycle(values)))


def operation_id(case) -> str:
    return case.operation.definition.raw["operationId"]


def is_positive(case) -> bool:
    """Whether it ought to be accepted. One header line more makes no request wrong."""
    if case.meta is None:
        return False
    return case.meta.generation.mode.is_positive or "x-schemathesis-unknown-property" in case.headers


def phase_of(case) -> str:
    return case.meta.phase.name.value if case.meta is not None else "?"


# ---- The description, made stricter than it is for clients.


@schemathesis.hook
def before_load_schema(context, raw_schema) -> None:
    close(raw_schema)
    DESCRIPTION.update(raw_schema)
    if "key" in FIXTURES:
        # That nothing is needed as well is true of a Worker that runs open.
        for described in (raw_schema, *(o for path in raw_schema["paths"].values() for o in path.values() if isinstance(o, dict))):
            if "security" in described:
                described["security"] = [way for way in described["security"] if way] if described["security"] else []


@schemathesis.check
def findings_conformance(ctx, response, case) -> None:
    """Each line of NDJSON is a finding, and the last one the summary: media types other than JSON have no schema that
    schemathesis could apply."""
    if response.headers.get("content-type", [""])[0].split(";")[0] != "application/x-ndjson":
        return
    *findings, summary = [json.loads(line) for line in response.content.decode().rstrip("\n").split("\n")]
    assert list(summary) == ["summary"], f"the last line is {summary}"
    finding = jsonschema_rs.Draft202012Validator({"$ref": "#/components/schemas/Finding", "components": DESCRIPTION["components"]})
    for line in findings:
        wrong = [error.message for error in finding.iter_errors(line)]
        assert not wrong, f"{line}: {wrong}"


# ---- Requests that ought to be right.


def fresh_job() -> str:
    """A job that may be deleted."""
    answer = requests.post(
        f"{FIXTURES['url']}/v1/jobs",
        data="name\nZoé\n".encode(),
        headers={"content-type": "text/csv", **FIXTURES.get("headers", {})},
        timeout=20,
    )
    return answer.json()["id"]


def give_names(case, operation: str) -> None:
    """Names of what is there, in the place of made-up ones; every now and then those stay."""
    jobs = FIXTURES["jobs"]
    parameters = case.path_parameters
    if operation == "deleteJob":
        made = next_of(operation, [fresh_job, None, lambda: jobs["running"]])
        if made:
            parameters["id"] = made()
    elif operation in ("listDeliveries", "sendDeliveries"):
        made = next_of(operation, [jobs["failed"], jobs["failed"], jobs["completed"], None, jobs["failed"]])
        if made:
            parameters["id"] = made
    elif operation in ("getPlan", "processJob"):
        made = next_of(operation, [jobs["valid"], jobs["valid"], jobs["completed"], None, jobs["failed"], jobs["running"]])
        if made:
            parameters["id"] = made
    elif operation in ("getRevertible", "revertJob"):
        made = next_of(operation, [jobs["applied"], jobs["applied"], jobs["completed"], None])
        if made:
            parameters["id"] = made
    elif operation == "cancelProcess":
        made = next_of(operation, [jobs["stopped"], jobs["stopped"], jobs["completed"], None])
        if made:
            parameters["id"] = made
    elif operation in ("getUser", "changeUser"):
        made = next_of(operation, [*FIXTURES["users"], None])
        if made:
            parameters["id"] = made
    elif "id" in parameters:
        made = next_of(operation, [jobs["completed"], jobs["failed"], jobs["completed"], None, jobs["running"], jobs["completed"]])
        if made:
            parameters["id"] = made
    if operation == "getPart" and made == jobs["completed"]:
        parameters["n"] = next_of("part", [1, 2, 1, parameters["n"]])
    if operation in ("getTemplate", "getTemplateFile", "exportDirectory"):
        made = next_of(operation, [*BUILT_IN, FIXTURES["template"], None])
        if made:
            parameters["name"] = made
    elif operation in ("putTemplate", "deleteTemplate"):
        # No more of them can be kept than a few dozen.
        parameters["name"] = next_of(operation, ["made-1", "made-2", "made-3"])
    elif operation == "getList":
        made = next_of(operation, [FIXTURES["list"], None])
        if made:
            parameters["name"] = made
    elif operation in ("putList", "deleteList"):
        parameters["name"] = next_of(operation, ["made-1", "made.2", parameters["name"]])


class Gzip(requests.auth.AuthBase):
    """Compresses the body when it is on its way: to schemathesis it stays what it was."""

    def __call__(self, request):
        request.body = gzip.compress(_bytes(request.body), mtime=0)
        request.headers["Content-Length"] = str(len(request.body))
        return request


def _bytes(body) -> bytes:
    return body if isinstance(body, bytes) else (body or "").encode()


def mend_options(case, kwargs) -> None:
    """Options that are schemas, dialects, encodings and names, in the place of any text; each given once."""
    form = case.body if isinstance(case.body, dict) else {}
    query = case.query
    for options in (query, form):
        for name in [name for name in options if name.startswith("list.")]:
            del options[name]
    for name in OPTIONS:
        if name in form:
            query.pop(name, None)
    given = {name: options for options in (query, form) for name in OPTIONS if name in options}
    if "template" in given:
        values = [*BUILT_IN, "auto", FIXTURES["template"], ""]
        current = given["template"]["template"]
        if current not in values:
            current = given["template"]["template"] = next_of("template", values)
    if "schema" in given:
        if given.get("template", {}).get("template"):
            del given["schema"]["schema"]
        else:
            schema = next_of("schema", SCHEMAS)
            given["schema"]["schema"] = json.dumps(schema)
            if "foreignKeys" in schema and next_of("lists", [True, False]):
                given["schema"]["list.sites"] = "Évry\nLyon 1\n"
    if "dialect" in given:
        given["dialect"]["dialect"] = json.dumps(next_of("dialect", DIALECTS))
    if "encoding" in given:
        given["encoding"]["encoding"] = next_of("encoding", ENCODINGS)
    if "import_option" in given:
        if given.get("template", {}).get("template") == "webex-users":
            given["import_option"]["import_option"] = next_of("import_option", ["add", "add_and_remove"])
        else:
            del given["import_option"]["import_option"]
    if "file" in form:
        # The last part: that there is an order no schema can say.
        form["file"] = form.pop("file")
    if case.headers.get("Content-Encoding") == "gzip":
        if isinstance(case.body, dict):
            del case.headers["Content-Encoding"]
        else:
            kwargs["auth"] = Gzip()
    if "Idempotency-Key" in case.headers and next_of("idempotency", [True, True, True, False]):
        case.headers["Idempotency-Key"] = f"key {next(KEYS)}"


class Signed(requests.auth.AuthBase):
    """Signs the body as it is sent, as Standard Webhooks has it."""

    def __call__(self, request):
        head = f"{request.headers.get('webhook-id')}.{request.headers.get('webhook-timestamp')}."
        secret = base64.b64decode(FIXTURES["hook_secret"].removeprefix("whsec_"))
        digest = hmac.digest(secret, head.encode() + _bytes(request.body), hashlib.sha256)
        request.headers["webhook-signature"] = f"v1,{base64.b64encode(digest).decode()}"
        return request


def mend_hook(case) -> None:
    """A file that somebody has, for a partner who is there, with options that fit together."""
    case.query["partner"] = FIXTURES["partner"]
    case.headers["webhook-timestamp"] = str(int(time.time()))
    if next_of("webhook-id", [True, True, True, False]):
        case.headers["webhook-id"] = f"hook-{next(KEYS)}"
    else:
        # The same request again is the same job.
        case.headers["webhook-id"] = "hook-again"
        case.body = {"url": FIXTURES["file"], "template": FIXTURES["template"]}
        return
    body = case.body
    body["url"] = FIXTURES["file"]
    if body.get("callback_url"):
        body["callback_url"] = FIXTURES["callback"]
    options = dict(body.get("options") or {})
    for name in [name for name in options if name.startswith("list.")]:
        del options[name]
    if body.get("template"):
        body["template"] = next_of("hook template", [*BUILT_IN, FIXTURES["template"]])
        body.pop("schema", None)
    if body.get("schema") is not None:
        schema = next_of("hook schema", SCHEMAS)
        body["schema"] = next_of("hook schema as", [schema, json.dumps(schema)])
    if options.get("dialect") is not None:
        dialect = next_of("hook dialect", DIALECTS)
        options["dialect"] = next_of("hook dialect as", [dialect, json.dumps(dialect)])
    if options.get("encoding") is not None:
        options["encoding"] = next_of("hook encoding", ENCODINGS)
    options.pop("import_option", None)
    if options.get("mode") == "process":
        options["mode"] = "validate"
    if body.get("options") is not None:
        body["options"] = whole(options)


def whole(members: dict) -> dict:
    """JSON Schema takes 11.0 for an integer, and nobody writes one so."""
    return {name: int(value) if isinstance(value, float) else value for name, value in members.items()}


def mend_table_schema(case) -> None:
    """What a field's type allows, and which fields there are, no schema of JSON says: of what was generated stays
    what does not depend on it, and every second one is whole."""
    body = case.body
    if not isinstance(body, dict) or next_of("table schema", [True, False]):
        case.body = next_of("whole table schema", SCHEMAS)
        return
    fields = []
    for at, field in enumerate(body["fields"][:50]):
        kept = {name: value for name, value in field.items() if name in ("name", "type", "title")}
        kept["name"] = f"{kept['name']} {at}"
        fields.append(kept)
    mended = {name: value for name, value in body.items() if name in ("fieldsMatch", "missingValues")}
    case.body = {"fields": fields, **mended}


def mend_user(case) -> None:
    """Which licences and sites there are, and which version it is, no schema knows."""
    if "If-Match" in case.headers:
        case.headers["If-Match"] = next_of("if-match", ["*", '"1", *', case.headers["If-Match"]])
    if isinstance(case.body, dict):
        case.body.pop("licenses", None)
        if isinstance(case.body.get("attributes"), dict):
            case.body["attributes"].pop("site", None)


def mend_directory(case) -> None:
    """That there is only one licence of a name no schema says."""
    if isinstance(case.body, dict):
        licenses = [whole(license) for license in case.body.get("licenses", [])]
        if licenses:
            case.body["licenses"] = list({license["name"]: license for license in licenses}.values())
        case.body = whole(case.body)


def mend(case, operation: str, kwargs) -> None:
    if operation == "createJob":
        mend_options(case, kwargs)
    elif operation == "listJobs" and "cursor" in case.query:
        case.query["cursor"] = FIXTURES["cursor"]
    elif operation == "listUsers" and "cursor" in case.query:
        case.query["cursor"] = FIXTURES["users_cursor"]
    elif operation == "changeUser":
        mend_user(case)
    elif operation == "putDirectory":
        mend_directory(case)
    elif operation == "getTemplateFile" and "columns" in case.query:
        case.query["columns"] = next_of("columns", ["all", "basic"])
    elif operation == "putTemplate":
        mend_table_schema(case)
    elif operation == "putList":
        # Only a CSV has columns.
        case.query.pop("column", None)
        if case.media_type == "text/csv":
            case.query["column"] = "site"
            case.body = "site,rooms\nÉvry,3\n"
    elif operation == "createToken" and isinstance(case.body, dict):
        if case.body.get("template") is not None:
            case.body["template"] = next_of("token template", [*BUILT_IN, "auto", FIXTURES["template"]])
        if case.body.get("origin") is not None:
            case.body["origin"] = FIXTURES.get("origin")
        case.body = whole(case.body)
    elif operation == "sendDeliveries" and isinstance(case.body, dict):
        if "delivery" in case.body:
            case.body["delivery"] = next_of("delivery", [FIXTURES.get("delivery"), FIXTURES.get("delivery"), case.body["delivery"]])
    elif operation == "validateByHook" and "hook_secret" in FIXTURES:
        mend_hook(case)
    elif operation == "getReport":
        case.headers["Accept"] = next_of("accept", REPORT_FORMS)


@schemathesis.hook
def before_call(context, case, kwargs) -> None:
    if case.method.lower() != case.operation.method.lower():
        return
    operation = operation_id(case)
    if operation == "validateByHook" and "hook_secret" in FIXTURES:
        # Also what is wrong with it otherwise: a signature that is not good would hide that.
        kwargs["auth"] = Signed()
        if not is_positive(case):
            if str(case.headers.get("webhook-timestamp", "")).isdigit():
                case.headers["webhook-timestamp"] = str(int(time.time()))
            if re.fullmatch("[a-z0-9][a-z0-9-]*", str(case.query.get("partner", ""))):
                case.query["partner"] = FIXTURES["partner"]
    if not is_positive(case):
        # A body that is no gzip is refused before whatever else is wrong with the request.
        if operation == "createJob" and case.headers.get("Content-Encoding") == "gzip" and next_of("gzip", [True] * 7 + [False]):
            del case.headers["Content-Encoding"]
        return
    # There, the names are of what the calls before have made.
    if phase_of(case) != "stateful":
        give_names(case, operation)
    if operation == "putTemplate" and case.path_parameters["name"] in [*BUILT_IN, "auto"]:
        case.path_parameters["name"] = "made-1"
    mend(case, operation, kwargs)


# ---- What was reached.


@schemathesis.hook
def after_call(context, case, response) -> None:
    as_described = case.method.lower() == case.operation.method.lower()
    code = None
    if response.headers.get("content-type", [""])[0] == "application/problem+json":
        try:
            code = response.json().get("code")
        except ValueError:
            pass
    call = {
        "operation": operation_id(case) if as_described else None,
        "status": response.status_code,
        "code": code,
        "phase": phase_of(case),
        "positive": is_positive(case),
    }
    CALLS.write(json.dumps(call) + "\n")
    CALLS.flush()
