"""The table of cases, called by the AWS CLI, which runs in this process: it starts slowly."""

import functools
import io
import json
import os
import re
import sys
import tempfile
import time

import awscli.clidriver

import table

REFUSAL = re.compile(r"An error occurred \(([\w.]+)\) when calling the \w+ operation(?: \(reached max retries: 0\))?: ?(.*)", re.DOTALL)


def run(cli, arguments):
    """Exit code, standard output and standard error of one command line."""
    kept = sys.stdout, sys.stderr
    sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    try:
        try:
            code = cli.main(arguments)
        except SystemExit as end:
            code = end.code
        texts = []
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode("utf-8"))
        return code, *texts
    finally:
        sys.stdout, sys.stderr = kept


def kebab(name):
    return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=s)(?=V2)", "-", name).lower()


def make_client(connection):
    os.environ["AWS_DEFAULT_REGION"] = connection["region"]

    body_path = os.path.join(tempfile.mkdtemp(), "body")

    # The CLI's waiters look every five seconds, and no option changes that.
    sleep = time.sleep
    time.sleep = lambda seconds: sleep(min(seconds, 0.05))

    @functools.cache
    def cli(**credentials):
        driver = awscli.clidriver.create_clidriver()
        driver.session.set_credentials(
            credentials.get("accessKeyId", connection["accessKeyId"]),
            credentials.get("secretAccessKey", connection["secretAccessKey"]),
            credentials.get("sessionToken"),
        )
        return driver

    def body_of(call):
        """Options for a body, which the CLI reads from a file."""
        if "body" not in call:
            return []
        with open(body_path, "w", encoding="utf-8") as file:
            file.write(call["body"])
        return ["--body", body_path]

    def make_call(call):
        driver = cli(**call["credentials"])
        if "operation" in call and call["operation"] not in driver.session.get_service_model(call["service"]).operation_names:
            return {"lacks": call["operation"]}
        # Of S3 the CLI keeps its short name for commands of its own.
        service = {"s3": "s3api"}.get(call["service"], call["service"])
        words = ["wait", kebab(call["waiter"])] if "waiter" in call else [kebab(call["operation"])]
        paging = ["--page-size", str(call["pageSize"])] if "pageSize" in call else [] if "waiter" in call else ["--no-paginate"]
        code, output, error = run(driver, [
            "--endpoint-url", connection["endpoint"], "--output", "json", service, *words, *paging,
            "--cli-input-json", json.dumps(call["input"]), *body_of(call),
        ])
        if "waiter" in call:
            return {"output": "success" if code == 0 else "failure" if "terminal failure state" in error else error}
        if code == 0:
            return {"output": json.loads(output or "{}")}
        refusal = REFUSAL.search(error)
        if refusal is None:
            raise RuntimeError(f"exit code {code}: {error.strip()}")
        return {"error": {"code": refusal[1], "text": refusal[2].strip()}}

    return make_call


table.main(make_client)
