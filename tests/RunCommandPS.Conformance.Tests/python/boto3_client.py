"""The table of cases, called by boto3."""

import functools

import boto3
import botocore.config
import botocore.exceptions
from botocore import xform_name

import table


def make_client(connection):
    @functools.cache
    def client(service, **credentials):
        return boto3.client(
            service,
            endpoint_url=connection["endpoint"],
            region_name=connection["region"],
            aws_access_key_id=credentials.get("accessKeyId", connection["accessKeyId"]),
            aws_secret_access_key=credentials.get("secretAccessKey", connection["secretAccessKey"]),
            aws_session_token=credentials.get("sessionToken"),
            config=botocore.config.Config(retries={"total_max_attempts": 1}),
        )

    def text_of(chosen, response):
        # Of an error that the model lists, what is read is the member as the model spells it; programs read response["Message"].
        shape = chosen.meta.service_model.shape_for_error_code(response["Error"]["Code"])
        return response.get("Message", "") if shape and "Message" in shape.members else response["Error"]["Message"]

    def wait(chosen, call):
        try:
            chosen.get_waiter(xform_name(call["waiter"])).wait(**call["input"], WaiterConfig={"Delay": 0.05, "MaxAttempts": 200})
            return "success"
        except botocore.exceptions.WaiterError as error:
            return "failure" if "terminal failure state" in str(error) else str(error)

    def pages(chosen, call):
        found = list(chosen.get_paginator(xform_name(call["operation"])).paginate(
            **call["input"], PaginationConfig={"PageSize": call["pageSize"]}))
        output = {}
        for page in found:
            for name, value in page.items():
                output[name] = output.get(name, []) + value if isinstance(value, list) else value
        return {"output": output, "pages": len(found)}

    def make_call(call):
        chosen = client(call["service"], **call["credentials"])
        if "operation" in call and not hasattr(chosen, xform_name(call["operation"])):
            return {"lacks": call["operation"]}
        try:
            if "waiter" in call:
                return {"output": wait(chosen, call)}
            if "pageSize" in call:
                return pages(chosen, call)
            body = {"Body": call["body"].encode()} if "body" in call else {}
            return {"output": getattr(chosen, xform_name(call["operation"]))(**call["input"], **body)}
        except botocore.exceptions.ClientError as error:
            return {"error": {"code": error.response["Error"]["Code"], "text": text_of(chosen, error.response)}}

    return make_call


table.main(make_client)
