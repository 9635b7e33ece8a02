"""frictionless on one file: prints how many of its rows are wrong.

By a script and not by `frictionless validate`, which shows the first thousand errors and no count of rows.
"""

import sys

from frictionless import Resource, Schema, system

file, schema = sys.argv[1:]
with system.use_context(trusted=True):
    resource = Resource(path=file, schema=Schema.from_descriptor(schema))
    report = resource.validate(limit_errors=10**9)
rows = set()
for error in report.flatten(["rowNumber", "type", "note"]):
    if error[0] is None:
        sys.exit(f"{error[1]}: {error[2]}")
    rows.add(error[0])
print(len(rows))
