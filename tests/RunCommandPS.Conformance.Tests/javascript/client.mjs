// The table of cases, called by the AWS SDK for JavaScript: read from standard input, results written to standard output.
import { text } from "node:stream/consumers";
import * as logs from "@aws-sdk/client-cloudwatch-logs";
import * as ec2 from "@aws-sdk/client-ec2";
import * as s3 from "@aws-sdk/client-s3";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";

const table = JSON.parse(await text(process.stdin));
const { endpoint, region, accessKeyId, secretAccessKey } = table.connection;
const services = {
  ec2: [ec2, ec2.EC2Client],
  logs: [logs, logs.CloudWatchLogsClient],
  s3: [s3, s3.S3Client],
  ssm: [ssm, ssm.SSMClient],
  sts: [sts, sts.STSClient],
};

function clientFor({ service = "ssm", credentials }) {
  const [module, Client] = services[service];
  return [module, new Client({ endpoint, region, maxAttempts: 1, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey, ...credentials } })];
}

function bodyOf(call) {
  return call.body === undefined ? {} : { Body: call.body };
}

/** The value with every ${name} replaced by what was kept under that name. */
function fill(value, variables) {
  if (typeof value === "string") {
    return Object.entries(variables).reduce((filled, [name, kept]) => filled.replaceAll("${" + name + "}", () => kept), value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => fill(item, variables));
  }
  return value !== null && typeof value === "object"
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, variables)]))
    : value;
}

async function wait(module, client, call) {
  try {
    await module[`waitUntil${call.waiter}`]({ client, maxWaitTime: 10, minDelay: 0.05, maxDelay: 0.1 }, call.input);
    return "success";
  } catch (error) {
    return error.message.includes('"FAILURE"') ? "failure" : `${error.name}: ${error.message}`;
  }
}

async function readPages(module, client, call) {
  const output = {};
  let pages = 0;
  for await (const page of module[`paginate${call.operation}`]({ client, pageSize: call.pageSize }, call.input)) {
    pages++;
    for (const [name, value] of Object.entries(page)) {
      output[name] = Array.isArray(value) ? [...(output[name] ?? []), ...value] : value;
    }
  }
  return { output, pages };
}

async function makeCall(call) {
  const [module, client] = clientFor(call);
  if (call.waiter) {
    return { output: await wait(module, client, call) };
  }
  if (!module[`${call.operation}Command`]) {
    return { lacks: call.operation };
  }
  try {
    if (call.pageSize) {
      return await readPages(module, client, call);
    }
    return { output: await client.send(new module[`${call.operation}Command`]({ ...call.input, ...bodyOf(call) })) };
  } catch (error) {
    if (!error.$metadata) {
      throw error;
    }
    // UnknownError is this SDK's word for a refusal without a text.
    return { error: { code: error.name, text: error.message === "UnknownError" ? "" : error.message } };
  }
}

async function runCase(calls) {
  const results = [];
  const kept = { ...table.variables };
  for (const call of calls) {
    try {
      const result = await makeCall({ input: {}, ...fill(call, kept) });
      if (result.lacks) {
        results.push(result);
        break;
      }
      for (const [name, path] of Object.entries(call.keep ?? {})) {
        kept[name] = path.split(".").reduce((value, part) => value[part], result.output);
      }
      results.push(result);
    } catch (error) {
      results.push({ broken: `${error.name}: ${error.message}` });
      break;
    }
  }
  return results;
}

const results = {};
for (const { name, calls } of table.cases) {
  results[name] = await runCase(calls);
}
process.stdout.write(JSON.stringify(results));
