"""Reads the table of cases from standard input, has a client make the calls, and writes what came back to standard output."""

import datetime
import json
import sys


def fill(value, variables):
    """The value with every ${name} replaced by what was kept under that name."""
    if isinstance(value, str):
        for name, text in variables.items():
            value = value.replace("${" + name + "}", text)
        return value
    if isinstance(value, list):
        return [fill(item, variables) for item in value]
    if isinstance(value, dict):
        return {name: fill(item, variables) for name, item in value.items()}
    return value


def find(result, path):
    for part in path.split("."):
        result = result[part]
    return result


def run_case(case, variables, make_call):
    """The results of a case's calls, up to the first that is no result at all."""
    results = []
    kept = dict(variables)
    for call in case["calls"]:
        try:
            result = make_call({"service": "ssm", "input": {}, "credentials": {}, **fill(call, kept)})
            if "lacks" not in result:
                kept.update({name: find(result["output"], path) for name, path in call.get("keep", {}).items()})
        except Exception as error:  # Told beside the case that it belongs to.
            results.append({"broken": f"{type(error).__name__}: {error}"})
            break
        results.append(result)
        if "lacks" in result:
            break
    return results


def plain(value):
    return value.isoformat() if isinstance(value, datetime.datetime) else str(value)


def main(make_client):
    """Runs the whole table. make_client(connection) gives the function that makes a call."""
    table = json.load(sys.stdin)
    answers = sys.stdout
    make_call = make_client(table["connection"])
    results = {case["name"]: run_case(case, table["variables"], make_call) for case in table["cases"]}
    json.dump(results, answers, default=plain)
