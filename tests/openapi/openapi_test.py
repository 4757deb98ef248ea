#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Fihrist developers
# SPDX-License-Identifier: GPL-2.0-or-later

"""Holds /openapi.json and the server to each other.

Starts the built daemon over the samples, asks it for what the document describes, and validates every
answer; then looks for paths, parameters, codes and bounds that only one of the two knows. At last it
spoils good answers and wants each to be refused: a validator that lets everything pass proves nothing.
"""

import argparse
import base64
import copy
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ImportError:
    print("SKIPPED: python3-jsonschema is not installed, so NOTHING of /openapi.json has been tested.")
    sys.exit(77)

from contract import Contract, Daemon, good_and_bad, pairs_of, resolve, target_of

# Links to pages get tails on their way, so that these take any parameter.
TAKES_ANYTHING = {"/", "/article/{id}", "/opensearch.xml"}
NO_API = {"/assets/.+"}


class Failures:
    def __init__(self):
        self.told = []
        self.checks = 0

    def check(self, is_good, what):
        self.checks += 1
        if not is_good:
            self.told.append(what)
            print("FAILED:", what)


failures = Failures()


def base_pairs(contract, path):
    """What a request needs besides the parameter that is tried."""
    if path in ("/v1/search", "/search.atom", "/search.rss", "/search.json", "/"):
        return [("q", "في")]
    return [pair for one in contract.parameters(path) if one.get("required") and one["in"] == "query"
            for pair in pairs_of(one, one["example"])]


def expect(daemon, contract, path, pairs, statuses, method="GET", headers=None):
    target = target_of(path, pairs)
    answer = daemon.ask(method, target, headers=headers)
    failures.check(answer.status in statuses, f"{method} {target[:150]}: {answer.status}, not {statuses}")
    for wrong in contract.judge(path, method, answer):
        failures.check(False, f"{method} {target[:150]}: {wrong}")
    failures.checks += 1
    return answer


def without_time(answer):
    """Without what tells of the time or of the URL: a feed says how it was asked for, in links and its id."""
    own = r'"took_ms":[^,]*,|[0-9.]+ ملّي ثانية|http://127\.0\.0\.1:[^"<]*|(?<=>\n<id>)urn:uuid:[^<]*(?=</id>\n<title>[^<]*</title>\n<sub)'
    return re.sub(own.encode(), b"", answer.body)


def try_parameters(daemon, contract, path):
    base = base_pairs(contract, path)
    for parameter in contract.parameters(path):
        name, schema = parameter["name"], parameter["schema"]
        failures.check("description" in parameter, f"{path}: `{name}` has no description")
        failures.check("example" in parameter, f"{path}: `{name}` has no example")
        if parameter["in"] == "path":
            continue
        others = [pair for pair in base if pair[0] != name]
        if name == "page":
            others.append(("per_page", "1"))  # the deepest page is the last result

        def ask(value, statuses):
            return expect(daemon, contract, path, others + pairs_of(parameter, value), statuses)

        ask(parameter["example"], {200})
        good, bad = good_and_bad(schema)
        for value in good:
            ask(value, {200})
        for value in bad:
            is_empty = value in ("", [""]) and path in TAKES_ANYTHING  # forms send their empty boxes
            ask(value, {200} if is_empty else {400})
        if parameter.get("required"):
            expect(daemon, contract, path, others, {400})
        elif "default" in schema:
            given = ask(schema["default"], {200})
            left_out = expect(daemon, contract, path, others, {200}) if others or name != "q" else given
            failures.check(without_time(given) == without_time(left_out),
                           f"{path}: {schema['default']} is not the default of `{name}`")


def try_unknown_parameter(daemon, contract, path):
    pairs = base_pairs(contract, path) + [("no_such_parameter", "1")]
    if path in TAKES_ANYTHING:
        expect(daemon, contract, path, pairs, {200})
        return
    answer = expect(daemon, contract, path, pairs, {400})
    detail = answer.json()["detail"]
    listed = re.search(r"Known: ([^.]*)\.", detail)
    known = set(listed.group(1).split(", ")) if listed else set()
    failures.check(bool(listed) or "None is taken" in detail, f"{path} does not list its parameters")
    documented = contract.query_names(path)
    failures.check(known == documented,
                   f"{path}: the server alone knows {sorted(known - documented)}, "
                   f"the document alone {sorted(documented - known)}")


def post(daemon, contract, body, statuses, headers=None):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = daemon.ask("POST", "/v1/search", data, {"Content-Type": "application/json", **(headers or {})})
    shown = data[:100]
    failures.check(answer.status in statuses, f"POST {shown}: {answer.status}, not {statuses}")
    for wrong in contract.judge("/v1/search", "POST", answer):
        failures.check(False, f"POST {shown}: {wrong}")
    return answer


def try_post(daemon, contract):
    body_schema = contract.document["components"]["schemas"]["SearchBody"]
    failures.check(set(body_schema["properties"]) == contract.query_names("/v1/search"),
                   "GET and POST of /v1/search do not take the same parameters")
    for parameter in contract.parameters("/v1/search"):
        name = parameter["name"]
        base = {} if name == "q" else {"q": "في"}
        if name == "page":
            base["per_page"] = 1
        good, bad = good_and_bad(parameter["schema"])
        for value in good + [parameter["example"]]:
            body = {**base, name: value}
            failures.check(contract.faults({"$ref": "#/components/schemas/SearchBody"}, body) == [],
                           f"SearchBody refuses {body}")
            by_post = post(daemon, contract, body, {200})
            pairs = [pair for key, one in body.items()
                     for pair in pairs_of(next(p for p in contract.parameters("/v1/search")
                                               if p["name"] == key), one)]
            by_get = daemon.ask("GET", target_of("/v1/search", pairs))
            if by_get.status != 414:
                failures.check(without_time(by_get) == without_time(by_post),
                               f"GET and POST answer {body} differently")
        for value in bad:
            post(daemon, contract, {**base, name: value}, {400})
        post(daemon, contract, {**base, name: None}, {400})
        post(daemon, contract, {**base, name: {}}, {400})
    longest = contract.document["components"]["parameters"]["q"]["schema"]["maxLength"]
    post(daemon, contract, {"q": "a" * longest}, {200})
    post(daemon, contract, {"q": "a" * (longest + 1)}, {400})
    post(daemon, contract, {"q": "في"}, {200}, {"Accept": "text/plain"})
    post(daemon, contract, {"q": ""}, {400}, {"Accept": "text/plain"})
    post(daemon, contract, b"{", {400})
    post(daemon, contract, {"no_such_parameter": 1}, {400})
    post(daemon, contract, {"q": "a" * 300_000}, {413})
    post(daemon, contract, {"q": "a"}, {415}, {"Content-Type": "text/plain"})
    post(daemon, contract, {"q": "a" * 300_000}, {413}, {"Accept": "text/plain"})
    post(daemon, contract, {"q": "a"}, {415}, {"Content-Type": "text/plain", "Accept": "text/plain"})


QUERIES = [
    "المفاوضات النووية", "\"المفاوضات النووية\"", "\"النووية المفاوضات\"", "المفاوضات كسكسجمبري",
    "كسكسجمبري", "في", "متى تبدأ المفاوضات النووية؟", "script", "<b>", "مفاوضات -النووية", "+سد",
    "عنوان:المفاوضات", "author:سلمى", "مفاو*", "م*", "قبل:2025 سد", "بعد:غد سد", "لون:أحمر", "OR", "\"",
    "a OR b", "سد " * 80, "!!!", "المفاوضت النوويه", "بعد:2025 قبل:2020 سد",
]


def try_searches(daemon, contract):
    everything = [("facets", "source,author,month,day,keyword"), ("related", "20")]
    for query in QUERIES:
        expect(daemon, contract, "/v1/search", [("q", query)], {200})
        answer = expect(daemon, contract, "/v1/search", [("q", query)] + everything, {200}).json()
        failures.check(answer["query"] == query, f"{query} comes back as {answer['query']}")
        failures.check(list(answer["facets"]) == ["source", "author", "month", "day", "keyword"]
                       or answer["facets"] == {}, "the facets are not in the order that was asked for")
        failures.check("related" in answer, "there is no `related`")
        expect(daemon, contract, "/v1/search", [("q", query)] + everything, {200},
               headers={"Accept": "text/plain"})
        expect(daemon, contract, "/v1/suggest", [("q", query[:60])], {200})
        expect(daemon, contract, "/v1/suggest", [("q", query[:60]), ("format", "opensearch")], {200})
        expect(daemon, contract, "/v1/analyze", [("text", query)], {200})
    for pairs in ([("source", "مجلة أفق الدبلوماسية")], [("from", "2024"), ("sort", "oldest")], [("to", "2024-02")],
                  [("keyword", "جفاف")], [("author", "سلمى الكيالي")]):
        expect(daemon, contract, "/v1/search", pairs, {200})
    for pairs in ([], [("q", " ")], [("q", "a"), ("q", "b")], [("from", "2025"), ("to", "2024")],
                  [("q", "a"), ("per_page", "10"), ("page", "1001")]):
        expect(daemon, contract, "/v1/search", pairs, {400})
        expect(daemon, contract, "/v1/search", pairs, {400}, headers={"Accept": "text/plain"})
    expect(daemon, contract, "/v1/search", [("q", "a" * 9000)], {414})
    ids = {hit["id"] for query in QUERIES
           for hit in daemon.ask("GET", target_of("/v1/search", [("q", query)])).json()["hits"]}
    failures.check(len(ids) > 10, "the queries find too little to be a test")
    for article in sorted(ids):
        for path in ("/v1/articles/{id}", "/v1/articles/{id}/similar", "/article/{id}"):
            answer = daemon.ask("GET", target_of(path, article=article))
            failures.check(answer.status == 200, f"{path} of {article}: {answer.status}")
            for wrong in contract.judge(path, "GET", answer):
                failures.check(False, f"{path} of {article}: {wrong}")
    for path in ("/v1/articles/{id}", "/v1/articles/{id}/similar", "/article/{id}"):
        answer = daemon.ask("GET", target_of(path, article="لا مقال"))
        for wrong in contract.judge(path, "GET", answer):
            failures.check(False, f"{path} of no article: {wrong}")


def routes_of(source, header):
    """The table of routes: path as the document writes it -> whether it takes POST."""
    constants = dict(re.findall(r'constexpr const char\* (k\w+) = "([^"]+)"', header))
    rows = re.findall(r'\{("[^"]+"|k\w+),\s*"\w+",\s*(?:DependsOn::\w+,\s*)?&Handlers::\w+(,\s*&Handlers::\w+)?', source)
    plain = {path: constants[path] if path.startswith("k") else path.strip('"') for path, _ in rows}
    return {plain[path].replace("(.+)", "{id}").replace("\\\\.", "."): bool(post) for path, post in rows}


def check_document(contract, sources, version):
    document = contract.document
    failures.check(re.fullmatch(r"3\.1\.\d+", document["openapi"]) is not None, "it is not OpenAPI 3.1")
    failures.check(document["info"]["version"] == version, f"its version is not that of fihristd, {version}")
    for name, schema in contract.components["schemas"].items():
        Draft202012Validator.check_schema(schema)
        failures.check("type" in schema, f"the schema {name} has no type")
    references = set(re.findall(r'"\$ref": ?"([^"]+)"', json.dumps(document)))
    for reference in references:
        resolve(document, {"$ref": reference})  # throws if there is no such place
    for kind, members in document["components"].items():
        for name in members:
            if kind == "securitySchemes":
                failures.check({name: []} in document["security"], f"nothing uses the credential {name}")
                continue
            place = f"#/components/{kind}/{name}"
            failures.check(any(one == place or one.startswith(place + "/") for one in references),
                           f"nothing uses {place}")
    operations = [one for path in document["paths"].values() for one in path.values()]
    ids = [one["operationId"] for one in operations]
    failures.check(len(ids) == len(set(ids)), "an operationId is used twice")
    tags = {tag["name"] for tag in document["tags"]}
    for one in operations:
        failures.check(one.get("summary") and set(one["tags"]) <= tags, f"{one['operationId']} lacks a word")
    for path in document["paths"]:
        in_path = {one["name"] for one in contract.parameters(path) if one["in"] == "path"}
        failures.check(in_path == set(re.findall(r"\{(\w+)\}", path)), f"{path}: {in_path}")

    code_of_problem = re.compile(r'\{\s*(?:\d{3}|[\w.]*status),\s*"(\w+)"')
    problems = {code for text in sources.values() for code in code_of_problem.findall(text)}
    documented = set(document["components"]["schemas"]["Problem"]["properties"]["code"]["enum"])
    failures.check(problems == documented, f"codes of problems differ: {sorted(problems ^ documented)}")
    notes = set(re.findall(r'\{Kind::k\w+,\s*"(\w+)"', sources["notes.cpp"]))
    documented = set(document["components"]["schemas"]["Note"]["properties"]["code"]["enum"])
    failures.check(notes == documented, f"codes of notes differ: {sorted(notes ^ documented)}")


def spoilt(instance, path=()):
    """Copies of an answer, each with one thing wrong: a field gone, renamed or of another type."""
    def changed(change):
        whole = copy.deepcopy(instance)
        where = whole
        for step in path:
            where = where[step]
        change(where)
        return whole
    here = instance
    for step in path:
        here = here[step]
    if isinstance(here, dict):
        yield f"{path} has one field more", changed(lambda one: one.update(no_such_field=1))
        for key in here:
            yield f"{path} without {key}", changed(lambda one, key=key: one.pop(key))
            yield f"{path} with {key} a set of truths", changed(
                lambda one, key=key: one.update({key: {"true": [True]}}))
            yield from spoilt(instance, path + (key,))
    elif isinstance(here, list) and here:
        yield from spoilt(instance, path + (0,))


def prove_that_it_can_fail(daemon, contract):
    searches = [("q", "المفاوضات النووية"), ("facets", "source"), ("related", "5")]
    targets = {
        "/v1/search": target_of("/v1/search", searches),
        "/v1/articles/{id}": target_of("/v1/articles/{id}"),
        "/v1/analyze": target_of("/v1/analyze", [("text", "الوزراء")]),
        "/readyz": "/readyz",
    }
    optional = {"source", "related"}  # each facet, and what was not asked for
    refused = 0
    for path, target in targets.items():
        answer = daemon.ask("GET", target)
        for what, instance in spoilt(answer.json()):
            if any(what.endswith(f" without {name}") for name in optional) and "'hits'" not in what:
                continue
            answer.body = json.dumps(instance).encode()
            refused += 1
            failures.check(contract.judge(path, "GET", answer) != [], f"{path}: {what} passes")
    marked = daemon.ask("GET", targets["/v1/search"])
    marked.body = marked.body.replace(b"<mark>", b"<script>")
    failures.check(contract.judge("/v1/search", "GET", marked) != [], "markup of an article passes")
    other_status = daemon.ask("GET", targets["/v1/search"])
    other_status.status = 206
    failures.check(contract.judge("/v1/search", "GET", other_status) != [], "an unknown status passes")
    other_type = daemon.ask("GET", targets["/v1/search"])
    other_type.type = "text/html"
    failures.check(contract.judge("/v1/search", "GET", other_type) != [], "an unknown type passes")
    failures.check(refused > 50, f"only {refused} spoilt answers were tried")
    return refused


def refused_everywhere(daemon, contract, status, headers, leave=()):
    """Asks for every path with these headers, and wants the same refusal of all but `leave` and /healthz."""
    for path, methods in contract.document["paths"].items():
        if path == "/healthz" or path in leave:
            continue
        pairs = base_pairs(contract, path)
        for more in ({}, {"Accept": "text/plain"}):
            expect(daemon, contract, path, pairs, {status}, headers={**headers, **more})
            expect(daemon, contract, path, pairs, {status}, method="HEAD", headers={**headers, **more})
            if "post" in methods:
                post(daemon, contract, {"q": "a"}, {status}, {**headers, **more})
    expect(daemon, contract, "/healthz", [], {200}, headers=headers)


def try_access(program, index, keys, contract):
    def command(*words, password=None):
        return subprocess.run([program, *words, "--keys", str(keys)], input=password, check=True,
                              capture_output=True, text=True).stdout.strip()

    def basic(name, password):
        return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}

    bearer = {"Authorization": "Bearer " + command("key", "add", "app")}
    with Daemon(program, index, "--keys", str(keys)) as daemon:
        refused_everywhere(daemon, contract, 401, {"Authorization": "Bearer nonsense"})
        refused_everywhere(daemon, contract, 401, {}, leave=["/readyz", "/metrics"])
        expect(daemon, contract, "/v1/search", [("q", "a")], {200}, headers=bearer)
    command("user", "add", "salma", password="open sesame\n")
    with Daemon(program, index, "--keys", str(keys), "--rate-limit", "1") as daemon:
        refused_everywhere(daemon, contract, 401, {}, leave=["/readyz", "/metrics"])
        expect(daemon, contract, "/v1/search", [("q", "a")], {200}, headers=basic("salma", "open sesame"))
        expect(daemon, contract, "/v1/search", [("q", "a")], {429}, headers=basic("salma", "open sesame"))
        expect(daemon, contract, "/v1/search", [("q", "a")], {200}, headers=bearer)
        refused_everywhere(daemon, contract, 429, bearer, leave=["/readyz", "/metrics"])
        for _ in range(12):  # what is checked without a limit has one for wrong passwords
            expect(daemon, contract, "/readyz", [], {401, 429}, headers=basic("salma", "wrong"))
        expect(daemon, contract, "/readyz", [], {429}, headers=basic("salma", "wrong"))
        expect(daemon, contract, "/metrics", [], {429}, headers=basic("salma", "wrong"))
    with Daemon(program, index, "--trusted-proxies", "127.0.0.1", "--user-header", "X-Remote-User") as daemon:
        refused_everywhere(daemon, contract, 403, {"X-Remote-User": "no name"})
        expect(daemon, contract, "/v1/search", [("q", "a")], {200}, headers={"X-Remote-User": "salma"})


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    for name in ("--fihristd", "--fihrist-index", "--source"):
        arguments.add_argument(name, required=True)
    given = arguments.parse_args()
    sources = {path.name: path.read_text("utf-8") for room in ("http", "pages")
               for path in (Path(given.source) / "server" / room).glob("*.cpp")}
    version = subprocess.run([given.fihristd, "--version"], check=True, capture_output=True, text=True).stdout

    with tempfile.TemporaryDirectory(prefix="fihrist-test-") as folder:
        index = Path(folder) / "index"
        subprocess.run([given.fihrist_index, "build", "--quiet", "--out", str(index),
                        str(Path(given.source) / "tests/corpus")], check=True, stdout=subprocess.DEVNULL)
        with Daemon(given.fihristd, index) as daemon:
            contract = Contract(daemon.ask("GET", "/openapi.json").json())
            check_document(contract, sources, version.split()[1])

            routes = routes_of(sources["routes.cpp"],
                               (Path(given.source) / "server/http/responses.h").read_text("utf-8"))
            documented = set(contract.document["paths"])
            for path in sorted(set(routes) - NO_API - documented):
                failures.check(False, f"{path} is not in the document")
            for path in sorted(documented - set(routes)):
                failures.check(False, f"the server has no route for {path}")
            served = sorted(documented & set(routes))
            failures.check(len(served) > 8, "the table of routes was not understood")
            for path in served:
                takes_post = "post" in contract.document["paths"][path]
                failures.check(routes[path] == takes_post, f"{path}: POST is in one of the two only")
                base = base_pairs(contract, path)
                expect(daemon, contract, path, base, {200})
                expect(daemon, contract, path, base, {200}, method="HEAD")
                if "304" in contract.operation(path, "GET")["responses"]:
                    expect(daemon, contract, path, base, {304}, headers={"If-None-Match": "*"})
                    expect(daemon, contract, path, base, {304}, method="HEAD", headers={"If-None-Match": "*"})
                try_unknown_parameter(daemon, contract, path)
                try_parameters(daemon, contract, path)
            for path in ("/opensearch.xml", "/search.atom"):
                expect(daemon, contract, path, [], {400}, headers={"Host": "a b"})
            try_post(daemon, contract)
            try_searches(daemon, contract)
            refused = prove_that_it_can_fail(daemon, contract)

        try_access(given.fihristd, index, Path(folder) / "keys", contract)
        with Daemon(given.fihristd, Path(folder) / "no-index") as daemon:
            for path in served:
                described = "503" in contract.operation(path, "GET")["responses"]
                expect(daemon, contract, path, base_pairs(contract, path), {503} if described else {200})
            expect(daemon, contract, "/v1/search", [("q", "a")], {503}, headers={"Accept": "text/plain"})
            post(daemon, contract, {"q": "a"}, {503})
            post(daemon, contract, {"q": "a"}, {503}, {"Accept": "text/plain"})

    for path in served:
        for method, operation in contract.document["paths"][path].items():
            for status, response in operation["responses"].items():
                for kind in resolve(contract.document, response).get("content", {}):
                    failures.check((path, method.upper(), status, kind) in contract.seen,
                                   f"{method} {path}: no {status} of {kind} was met")

    print(f"{failures.checks} checks of {len(served)} paths, {refused} spoilt answers refused, "
          f"{len(failures.told)} failures")
    return 1 if failures.told else 0


if __name__ == "__main__":
    sys.exit(main())
