"""The backfill's state machine, carried out on this machine: backfill_test.py SITEGEN.

terraform/viewer/backfill.asl.json.tftpl is filled in and run by moto's interpreter of the Amazon States Language: the
map with its children, their input and output, the calls of the function, retries, tolerated failures and the final step,
all as the file says it. moto does not know `ItemBatcher`, and its reader ends after the first 1,000 keys. So the test
lists and batches as the file says, with `batches` below, and hands the batches to the map as its items; one test has
moto do the file's listing itself. The function is the real program, started by a router in front of moto that takes
Lambda's calls; reports are in moto's S3, the site is in SeaweedFS, which keeps conditions.

Not carried out: Lambda and its limits, IAM, the service's own listing and batching, and how it spreads children.
"""
import http.client
import http.server
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse
import urllib.request

import servers

ROOT = pathlib.Path(__file__).resolve().parents[2]
SITEGEN = pathlib.Path(sys.argv.pop(1)).resolve()
PREFIX = "daily/"
BATCH = 20


def definition(**values):
    """The state machine as Terraform's templatefile makes it."""
    text = (ROOT / "terraform/viewer/backfill.asl.json.tftpl").read_text()
    names = set(re.findall(r"\$\{(\w+)\}", text))
    if names != values.keys():
        raise AssertionError(f"the definition takes {sorted(names)}")
    return json.loads(re.sub(r"\$\{(\w+)\}", lambda match: str(values[match[1]]), text))


def batches(stage, s3):
    """The items of each child: ItemReader and ItemBatcher of a map, as the service's documentation describes them.

    https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
    """
    assert stage["ItemReader"]["Resource"] == "arn:aws:states:::s3:listObjectsV2"
    pages = s3.get_paginator("list_objects_v2").paginate(**stage["ItemReader"]["Parameters"])
    batch, size, limits = [], 0, stage["ItemBatcher"]
    for item in (item for page in pages for item in page.get("Contents", [])):
        item = {"Etag": item["ETag"], "Key": item["Key"], "LastModified": int(item["LastModified"].timestamp()),
                "Size": item["Size"], "StorageClass": "STANDARD"}
        bytes = len(json.dumps(item))
        if batch and (len(batch) == limits["MaxItemsPerBatch"] or size + bytes > limits["MaxInputBytesPerBatch"]):
            yield {"Items": batch}
            batch, size = [], 0
        batch.append(item)
        size += bytes
    if batch:
        yield {"Items": batch}


class Worker:
    """The function: a call's payload to one run of the program, as its Lambda handler does it."""

    def __init__(self, source, destination):
        self.source, self.destination = source, destination
        self.calls, self.lock = [], threading.Lock()
        # What happens to a call: (number of the call, its keys) -> how often it is done, or None for a death at work.
        self.fate = lambda number, keys: 1

    def __call__(self, payload):
        with self.lock:
            self.calls.append(payload)
            number = len(self.calls)
        keys = [key.removeprefix(PREFIX) for key in payload.get("stage", []) if key.endswith(".ipynb")]
        options = ["--commit"] if payload == {"commit": True} else ["--stage", *(f"--key={key}" for key in keys)]
        times = self.fate(number, keys)
        if times is None:
            return self.die(options)
        for _ in range(times):
            done = self.start(options)
            out, errors = done.communicate()
            # 65: a notebook is bad. It has a page that says so, and the batch is done.
            if done.returncode not in (0, 65):
                return None, {"errorType": f"Exit{done.returncode}", "errorMessage": errors.decode()}
        return json.loads(out), None

    def start(self, options):
        words = [SITEGEN, "publish", "--source", f"s3://reports/{PREFIX}", "--destination", f"s3://{self.destination}",
                 "--source-endpoint-url", self.source, "--destination-endpoint-url", self.store, "--json", *options]
        environment = {"AWS_ACCESS_KEY_ID": servers.KEY, "AWS_SECRET_ACCESS_KEY": servers.SECRET,
                       "AWS_REGION": servers.REGION, "PATH": os.environ["PATH"]}
        return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def die(self, options):
        process = self.start(options)
        time.sleep(random.uniform(0.01, 0.08))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return None, {"errorType": "Runtime.ExitError", "errorMessage": "RequestId: 1 Error: Runtime exited"}


class Router(http.server.ThreadingHTTPServer):
    """Takes the calls of Lambda and hands on all others to moto."""

    def __init__(self, port, moto):
        self.moto, self.worker = urllib.parse.urlsplit(moto), None
        super().__init__(("127.0.0.1", port), Exchange)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Exchange(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if re.fullmatch(r"/2015-03-31/functions/[^/]+/invocations", self.path):
            result, error = self.server.worker(json.loads(body))
            return self.answer(200, {"X-Amz-Function-Error": "Unhandled"} if error else {}, json.dumps(error or result).encode())
        connection = http.client.HTTPConnection(self.server.moto.hostname, self.server.moto.port)
        headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
        connection.request(self.command, self.path, body, headers)
        reply = connection.getresponse()
        self.answer(reply.status, {name: value for name, value in reply.getheaders()
                                   if name.lower() not in ("content-length", "transfer-encoding", "connection")}, reply.read())

    do_GET = do_PUT = do_DELETE = do_HEAD = do_POST

    def answer(self, status, headers, body):
        self.send_response_only(status)
        for name, value in {**headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        pass


def notebooks():
    """Key -> content: runs of several series, names that need care, one that can't be read."""
    examples = sorted((ROOT / "examples/reports").rglob("*.ipynb"), key=lambda path: path.stat().st_size)
    small = [path.read_bytes() for path in examples[:4]]
    result = {f"{PREFIX}{series}/run-2024-{month:02}-{day:02}.ipynb": small[(month + day) % len(small)]
              for series in ("north", "south") for month in range(1, 6) for day in range(1, 13)}
    result[PREFIX + "Ümlaut & space+plus 2024-01-01.ipynb"] = small[0]
    result[PREFIX + "it's 100% \"quoted\" 2024-01-01.ipynb"] = small[1]
    result[PREFIX + "broken-2024-01-01.ipynb"] = b"{"
    return result


class Backfill(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = cls.enterClassContext(servers.SeaweedFS())
        port = servers.free_ports(1)[0]
        cls.moto = cls.enterClassContext(servers.Moto(outward=port))
        cls.router = Router(port, cls.moto.url)
        cls.addClassCleanup(cls.router.shutdown)
        cls.url = f"http://127.0.0.1:{port}"
        request = urllib.request.Request(cls.moto.url + "/moto-api/config", method="POST",
                                         data=json.dumps({"stepfunctions": {"execute_state_machine": True}}).encode())
        urllib.request.urlopen(request).close()
        source = servers.client(cls.moto.url, "s3")
        source.create_bucket(Bucket="reports", CreateBucketConfiguration={"LocationConstraint": servers.REGION})
        cls.reports = notebooks()
        others = {PREFIX + "readme.txt": b"no notebook", "elsewhere/run-2024-01-01.ipynb": b"not in the prefix"}
        for key, content in {**cls.reports, **others}.items():
            source.put_object(Bucket="reports", Key=key, Body=content)
        plain = cls.worker("plain")
        process = plain.start([])
        out, errors = process.communicate()
        assert process.returncode == 65, errors.decode()
        cls.expected = cls.site("plain")

    @classmethod
    def worker(cls, destination):
        servers.client(cls.store.url, "s3").create_bucket(Bucket=destination)
        worker = Worker(cls.moto.url, destination)
        worker.store = cls.store.url
        return worker

    @classmethod
    def site(cls, bucket):
        """What readers get, and what the manifest says of each report."""
        files = servers.objects(cls.store.url, bucket)
        state = json.loads(files["_sitegen/manifest.json"])
        left = [key for key in files if key.startswith("_sitegen/") and key != "_sitegen/manifest.json"]
        return {key: data for key, data in files.items() if not key.startswith("_sitegen/")}, state["reports"], left

    def carry_out(self, worker, reads=False, **values):
        """Runs the state machine to its end and returns what the service tells of it."""
        self.router.worker = worker
        states = servers.client(self.url, "stepfunctions")
        values = {"reports_bucket": "reports", "reports_prefix": PREFIX, "batch_size": BATCH, "concurrency": 4,
                  "function_arn": f"arn:aws:lambda:{servers.REGION}:123456789012:function:publish", **values}
        role = "arn:aws:iam::123456789012:role/backfill"
        machine = definition(**values)
        stage = machine["States"]["Stage"]
        items = {"batches": list(batches(stage, servers.client(self.moto.url, "s3")))}
        if reads:
            # One key a child: what moto can do of it.
            stage["ItemProcessor"]["States"]["StageBatch"]["Parameters"]["Payload"] = {"stage.$": "States.Array($.Key)"}
            items = {}
        else:
            del stage["ItemReader"]
            stage["ItemsPath"] = "$.batches"
        del stage["ItemBatcher"]
        # moto reads fractions only.
        stage["ToleratedFailurePercentage"] = float(stage["ToleratedFailurePercentage"])
        for retry in (stage["ItemProcessor"]["States"]["StageBatch"]["Retry"][0], machine["States"]["Commit"]["Retry"][0]):
            # Without the long pauses.
            retry |= {"IntervalSeconds": 1, "BackoffRate": 1.0}
        created = states.create_state_machine(name=worker.destination, roleArn=role, definition=json.dumps(machine))
        execution = states.start_execution(stateMachineArn=created["stateMachineArn"], input=json.dumps(items))["executionArn"]
        for _ in range(600):
            told = states.describe_execution(executionArn=execution)
            if told["status"] != "RUNNING":
                return told
            time.sleep(0.1)
        self.fail("the execution did not end")

    def assertSameSite(self, bucket, killed=False):
        files, reports, left = self.site(bucket)
        if killed:
            # A run that is killed while it asks whether the store keeps conditions leaves its probe: `--verify` removes it.
            left = [key for key in left if not key.startswith("_sitegen/probe-")]
        self.assertEqual(files.keys(), self.expected[0].keys())
        self.assertEqual([key for key in files if files[key] != self.expected[0][key]], [])
        self.assertEqual(reports, self.expected[1])
        self.assertEqual(left, self.expected[2], "staged records are left")

    def test_staged_batches_and_a_commit_make_what_one_publish_makes(self):
        worker = self.worker("batches")
        told = self.carry_out(worker)
        self.assertEqual(told["status"], "SUCCEEDED", told)
        self.assertEqual(worker.calls[-1], {"commit": True})
        staged = [call["stage"] for call in worker.calls[:-1]]
        self.assertEqual(len(staged), -(-(len(self.reports) + 1) // BATCH))
        self.assertLessEqual(max(map(len, staged)), BATCH)
        self.assertEqual(sorted(sum(staged, [])), sorted([*self.reports, PREFIX + "readme.txt"]))
        # The commit made only pages anew whose neighbours in their series were in another batch.
        done = json.loads(told["output"])
        self.assertEqual(done["reports"], len(self.reports))
        self.assertLess(len(done["rendered"]), 4 * len(staged))
        self.assertEqual([failure["key"] for failure in done["failures"]], ["broken-2024-01-01.ipynb"])
        self.assertSameSite("batches")

    def test_the_listing_of_the_definition_names_the_reports(self):
        worker = self.worker("listing")
        self.assertEqual(self.carry_out(worker, reads=True, reports_prefix=PREFIX + "north/run-2024-01")["status"], "SUCCEEDED")
        self.assertEqual(sorted(call["stage"][0] for call in worker.calls[:-1]),
                         sorted(key for key in self.reports if key.startswith(PREFIX + "north/run-2024-01")))
        self.assertSameSite("listing")

    def test_batches_keep_their_limits(self):
        s3 = servers.client(self.moto.url, "s3")
        stage = definition(reports_bucket="reports", reports_prefix="", batch_size=1000, concurrency=1, function_arn="f")
        stage = stage["States"]["Stage"]
        stage["ItemBatcher"]["MaxInputBytesPerBatch"] = 2000
        made = list(batches(stage, s3))
        self.assertEqual(sum(len(batch["Items"]) for batch in made), len(self.reports) + 2)
        self.assertLessEqual(max(len(json.dumps(batch["Items"])) for batch in made), 2200)

    def test_nothing_is_listed_before_the_commit(self):
        worker = self.worker("uncommitted")
        worker.fate = lambda number, keys: 1 if keys else 0
        staged = worker({"stage": list(self.reports)})[0]
        self.assertTrue(staged["staged"])
        files = servers.objects(self.store.url, "uncommitted")
        self.assertNotIn("index.html", files)
        self.assertNotIn("_sitegen/manifest.json", files)

    def test_batches_that_are_done_twice_change_nothing(self):
        worker = self.worker("twice")
        worker.fate = lambda number, keys: 2
        self.assertEqual(self.carry_out(worker)["status"], "SUCCEEDED")
        self.assertSameSite("twice")

    def test_workers_that_die_are_started_again(self):
        worker = self.worker("deaths")
        worker.fate = lambda number, keys: None if number <= 3 else 1
        self.assertEqual(self.carry_out(worker)["status"], "SUCCEEDED")
        self.assertEqual(len(worker.calls), -(-(len(self.reports) + 1) // BATCH) + 1 + 3)
        self.assertSameSite("deaths", killed=True)

    def test_a_commit_that_dies_is_done_again(self):
        worker = self.worker("commit-dies")
        deaths = iter([None])
        worker.fate = lambda number, keys: 1 if keys else next(deaths, 1)
        self.assertEqual(self.carry_out(worker)["status"], "SUCCEEDED")
        self.assertSameSite("commit-dies", killed=True)

    def test_reports_whose_worker_never_succeeds_are_made_by_the_commit(self):
        worker = self.worker("given-up")
        for number, keys in enumerate([list(self.reports)[:BATCH], list(self.reports)[BATCH:2 * BATCH]]):
            if number:
                worker({"stage": keys})
        done, _ = worker({"commit": True})
        self.assertGreaterEqual(len(done["rendered"]), len(self.reports) - BATCH)
        self.assertSameSite("given-up")

    def test_a_function_that_always_fails_ends_the_backfill_and_leaves_the_site(self):
        worker = self.worker("broken")
        worker.fate = lambda number, keys: None
        told = self.carry_out(worker, batch_size=200)
        self.assertEqual(told["status"], "FAILED")
        # moto does not count what a map tolerates, and goes on to the commit; Step Functions would not.
        self.assertEqual(sum("stage" in call for call in worker.calls), 1 + 4)
        self.assertNotIn("index.html", servers.objects(self.store.url, "broken"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
