# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later

"""A running daemon, and what an OpenAPI document says of its answers."""

import http.client
import json
import re
import subprocess
import threading
from urllib.parse import quote, urlencode

from jsonschema import Draft202012Validator


SAMPLE = "a03-nuclear-round"  # an article of tests/corpus


class Daemon:
    """fihristd on a port that the kernel chose."""

    def __init__(self, program, index, *flags):
        self.process = subprocess.Popen(
            [program, "--index", str(index), "--listen", "127.0.0.1:0", *flags],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            found = re.search(r"listening on http://127\.0\.0\.1:(\d+)/", line)
            if found:
                self.port = int(found.group(1))
                # The log goes on with a line for each request; nobody else empties the pipe.
                threading.Thread(target=self.process.stdout.read, daemon=True).start()
                return
        raise RuntimeError("the daemon did not say where it listens")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=20)

    def ask(self, method, target, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, target, body=body, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            connection.close()


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = {name.lower(): value for name, value in headers}
        self.type = self.headers.get("content-type", "").split(";")[0]
        self.body = body

    def json(self):
        return json.loads(self.body)


def resolve(document, node):
    while isinstance(node, dict) and "$ref" in node:
        where = document
        for part in node["$ref"].removeprefix("#/").split("/"):
            where = where[part.replace("~1", "/").replace("~0", "~")]
        node = where
    return node


def strict(document, node):
    """The same schemas, with no room for a field that they do not describe."""
    if isinstance(node, list):
        return [strict(document, one) for one in node]
    if not isinstance(node, dict):
        return node
    if "allOf" in node:
        merged = {"type": "object", "required": [], "properties": {}}
        for part in node["allOf"]:
            part = resolve(document, part)
            merged["required"] += part.get("required", [])
            merged["properties"].update(part["properties"])
        node = merged
    result = {key: strict(document, value) for key, value in node.items()}
    if result.get("type") == "object" and "properties" in result:
        result.setdefault("additionalProperties", False)
    return result


class Contract:
    def __init__(self, document):
        self.document = document
        self.components = strict(document, document["components"])
        self.seen = set()  # (path, method, status, type) of answers

    def operation(self, path, method):
        return self.document["paths"][path]["get" if method == "HEAD" else method.lower()]

    def parameters(self, path, method="GET"):
        listed = self.operation(path, method).get("parameters", [])
        return [resolve(self.document, one) for one in listed]

    def query_names(self, path):
        return {one["name"] for one in self.parameters(path) if one["in"] == "query"}

    def faults(self, schema, instance):
        whole = {"components": self.components, **strict(self.document, schema)}
        return [f"{error.json_path}: {error.message[:200]}"
                for error in Draft202012Validator(whole).iter_errors(instance)]

    def fits(self, header, value):
        if value is None:
            return not header.get("required", False)
        return self.faults(header["schema"], value) == []

    def judge(self, path, method, answer):
        """What is wrong with an answer, a line each."""
        responses = self.operation(path, method)["responses"]
        if not re.fullmatch(r"[A-Za-z0-9._-]{1,64}", answer.headers.get("x-request-id", "")):
            return ["there is no X-Request-Id"]
        if str(answer.status) not in responses:
            return [f"status {answer.status} is not described"]
        response = resolve(self.document, responses[str(answer.status)])
        lacking = [f"{answer.status} has no {name}, or not as described"
                   for name, header in response.get("headers", {}).items()
                   if not self.fits(resolve(self.document, header), answer.headers.get(name.lower()))]
        if lacking:
            return lacking
        if "content" not in response:
            return [] if answer.body == b"" and answer.type == "" else [f"{answer.status} has content"]
        if answer.type not in response["content"]:
            return [f"{answer.type} is not described for {answer.status}"]
        if method == "HEAD":
            return [] if answer.body == b"" else ["HEAD has a body"]
        self.seen.add((path, method, str(answer.status), answer.type))
        schema = response["content"][answer.type]["schema"]
        is_json = answer.type.endswith("json")
        try:
            instance = answer.json() if is_json else answer.body.decode("utf-8")
        except ValueError as error:
            return [f"the body cannot be read: {error}"]
        wrong = self.faults(schema, instance)
        if answer.type == "application/problem+json" and instance.get("status") != answer.status:
            wrong.append("the problem's status is not that of the answer")
        return wrong


def pairs_of(parameter, value):
    """A value as it stands in a URL."""
    def text(one):
        return ("true" if one else "false") if isinstance(one, bool) else str(one)
    if not isinstance(value, list):
        return [(parameter["name"], text(value))]
    if parameter.get("explode", True):
        return [(parameter["name"], text(one)) for one in value]
    return [(parameter["name"], ",".join(value))]


def target_of(path, pairs=(), article=SAMPLE):
    filled = path.replace("{id}", quote(article, safe=""))
    return filled + ("?" + urlencode(list(pairs)) if pairs else "")


def good_and_bad(schema):
    """Values at the edge of what a schema allows, and just beyond."""
    good, bad = [], []
    kind = schema["type"]
    if kind in ("integer", "number"):
        good += [schema["minimum"], schema["maximum"]]
        bad += [schema["minimum"] - 1, schema["maximum"] + 1, "nonsense", ""]
        if kind == "integer":
            bad.append(schema["minimum"] + 0.5)
    elif kind == "boolean":
        good += [True, False]
        bad += ["nonsense", "1", ""]
    elif "enum" in schema:
        good += schema["enum"]
        bad += ["nonsense", ""]
    elif "pattern" in schema:
        bad += ["nonsense", ""]
    elif kind == "array" and "enum" in schema["items"]:
        good += [schema["items"]["enum"]] + [[one] for one in schema["items"]["enum"]]
        bad += [["nonsense"], schema["items"]["enum"][:1] * 2]
    elif kind == "array":
        names = [f"a{i}" for i in range(schema["maxItems"] + 1)]  # the library drops a pair that is there
        good += [names[1:]]
        bad += [names, [""], ["a\0"],
                ["a" * (schema["items"]["maxLength"] + 1)]]
    return good, bad
