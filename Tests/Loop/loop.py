"""The whole loop on one machine, and what must be true of it.

Sources -> `reportpipe sync` -> staging bucket -> event -> queue -> `reportpipe listen` -> `reportpipe run` -> reports
bucket -> event -> queue -> `sitegen publish` -> website. Then once more with nothing changed, and with one file changed.

The buckets of the pipeline are on moto, which tells queues of new objects; SeaweedFS does not. The website is on
SeaweedFS, which checks signatures, conditions and checksums as AWS does; moto does not.
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Servers"))
import data_server  # noqa: E402
import expected  # noqa: E402
import services  # noqa: E402
import source_files  # noqa: E402

POPULATION = {2013: 316128839, 2014: 318857056, 2015: 321418821, 2016: 323127515, 2017: 325719178,
              2018: 327167439, 2019: 328239523, 2021: 331893745, 2022: 333287557}


class Loop:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.rows = list(source_files.sample.rows(source_files.sample.RELEASES["2023-12-06"]))
        self.write()
        self.sources = data_server.serve(folder / "sources")
        self.address = f"http://127.0.0.1:{self.sources.server_address[1]}"
        self.services = []
        moto, self.moto = services.moto(options.servers, folder)
        self.services.append(moto)
        weed, self.seaweed = services.seaweed(options.servers, folder, "website")
        self.services.append(weed)
        self.staging = services.bucket_with_queue(self.moto, "staging")
        self.reports = services.bucket_with_queue(self.moto, "reports")
        self.website = services.client("s3", self.seaweed)

    def stop(self):
        for service in self.services:
            service.stop()
        self.sources.shutdown()

    def write(self):
        return source_files.write(self.folder / "sources", self.rows, POPULATION)

    def program(self, name, *arguments, contact="loop@example.org", codes=(0,)):
        """Runs one of the programs as a shell would; returns what it printed."""
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "AWS_ACCESS_KEY_ID": services.KEYS[0],
            "AWS_SECRET_ACCESS_KEY": services.KEYS[1], "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": self.moto,
            "REPORTPIPE_CONTACT": contact, "REPORTPIPE_PYTHON": self.options.python}
        done = subprocess.run(
            [self.options.programs / name, *arguments], env=environment, capture_output=True, text=True, timeout=120)
        sys.stderr.write(done.stderr)
        assert done.returncode in codes, f"{name} {arguments[0]} ended with {done.returncode}: {done.stdout}"
        return done.stdout

    def sync(self, **how):
        return self.program(
            "reportpipe", "sync", "--staging", "s3://staging", "--series-url", self.address + data_server.PLACE,
            "--population-url", self.address + "/api/data", "--request-interval", "0", "--json", **how)

    def listen(self):
        """Handles what is in the queue of staging; returns the summary, or None where there is nothing."""
        run = f"{shlex.quote(str(self.options.programs / 'reportpipe'))} run --staging s3://staging --reports s3://reports"
        told = self.program(
            "reportpipe", "listen", "--queue", self.staging, "--once", "--wait", "1", "--pause", "1", "--staging",
            "s3://staging", "--json", "--run-command", run)
        return json.loads(told) if told.strip() else None

    def report_keys(self):
        found = services.client("s3", self.moto).list_objects_v2(Bucket="reports").get("Contents", [])
        return sorted(item["Key"] for item in found)

    def publish(self):
        """Publishes what the queue of reports tells, a message at a time; returns the keys of the reports rendered."""
        sqs, rendered = services.client("sqs", self.moto), set()
        while messages := sqs.receive_message(QueueUrl=self.reports, MaxNumberOfMessages=1).get("Messages"):
            event = self.folder / "event.json"
            event.write_text(messages[0]["Body"])
            if "s3:TestEvent" not in messages[0]["Body"]:
                told = json.loads(self.program(
                    "sitegen", "publish", "--source", "s3://reports", "--destination", "s3://website",
                    "--destination-endpoint-url", self.seaweed, "--event", str(event), "--json"))
                assert not told["failures"], told
                rendered |= {page["key"] for page in told["rendered"]}
            sqs.delete_message(QueueUrl=self.reports, ReceiptHandle=messages[0]["ReceiptHandle"])
        return rendered

    def site(self, key):
        return self.website.get_object(Bucket="website", Key=key)["Body"].read().decode()

    def check_report(self, key):
        """The page of a report says what the source files say, and the index lists it."""
        name = key.removesuffix(".ipynb")
        assert name in self.site("index.html"), f"{name} is not on the index"
        data = (self.folder / "sources" / "pr.data.0.Current").read_text()
        mean, deviation, series, years = expected.check_page(self.site(f"reports/{name}.html"), data, POPULATION)
        say(f"  {name}: mean {mean}, deviation {deviation}, {series} best years, {years} joined years are right")

    def change(self):
        """Raises one quarter so much that its year becomes the best of its series."""
        for index, (series, year, period, value, note) in enumerate(self.rows):
            if (series, year, period) == ("PRS30006032", 2016, "Q01"):
                self.rows[index] = (series, year, period, value + 60, note)
        before = expected.best_years(expected.rows_of((self.folder / "sources/pr.data.0.Current").read_text()))
        self.write()
        after = expected.best_years(expected.rows_of((self.folder / "sources/pr.data.0.Current").read_text()))
        assert before["PRS30006032"][0] != 2016 and after["PRS30006032"][0] == 2016

    def save_site(self, folder):
        shutil.rmtree(folder, ignore_errors=True)
        for page in self.website.get_paginator("list_objects_v2").paginate(Bucket="website"):
            for item in page.get("Contents", []):
                path = folder / item["Key"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(self.website.get_object(Bucket="website", Key=item["Key"])["Body"].read())


def say(text):
    print(text, flush=True)


def go(loop):
    say("A sync without a contact address is refused, and tells it.")
    loop.sync(contact="", codes=(64, 65, 69, 77, 78))

    say("First pass: everything is new.")
    told = json.loads(loop.sync())
    added = [change for change in told["changes"] if change["action"] == "added"]
    assert not told["failures"] and len(added) >= 1, told
    assert "loop@example.org" not in json.dumps(told)
    told = loop.listen()
    assert told and told.get("started") and len(loop.report_keys()) == 1, (told, loop.report_keys())
    say(f"  {len(told['changes'])} changes started one report")
    assert loop.publish() == set(loop.report_keys())
    loop.check_report(loop.report_keys()[0])

    say("Second pass: nothing changed.")
    told = json.loads(loop.sync())
    assert not told["changes"] and not told["failures"], told
    told = loop.listen()
    assert not (told and told.get("started")) and len(loop.report_keys()) == 1, (told, loop.report_keys())
    assert not loop.publish()
    say("  no report was started")

    say("Third pass: one quarter of one file changed.")
    loop.change()
    told = json.loads(loop.sync())
    # The file of the current data and that of all data both hold the quarter.
    assert sorted(change["key"] for change in told["changes"]) == ["pr.data.0.Current", "pr.data.1.AllData"], told
    assert loop.listen().get("started") and len(loop.report_keys()) == 2, loop.report_keys()
    first, second = loop.report_keys()
    assert second in loop.publish()
    loop.check_report(second)
    assert first.removesuffix(".ipynb") in loop.site("index.html")


def main():
    parser = argparse.ArgumentParser(description="Run the whole loop on this machine.")
    for name in ("programs", "servers", "site"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--python", required=True)
    options = parser.parse_args()
    for name in ("programs", "servers"):
        setattr(options, name, getattr(options, name).absolute())
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="loop-") as folder:
        loop = Loop(options, Path(folder))
        try:
            go(loop)
            loop.save_site(options.site)
        finally:
            loop.stop()
    say(f"The loop works: {time.monotonic() - start:.0f} s. Open {options.site}/index.html")


if __name__ == "__main__":
    main()
