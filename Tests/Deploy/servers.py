"""Local servers in AWS's place: SeaweedFS for S3, which checks signatures and conditions, and moto for the rest."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

KEY, SECRET, REGION = "TESTACCESSKEY", "test-secret-key", "eu-central-1"
PROGRAMS = pathlib.Path(os.environ.get("SITEGEN_TEST_SERVERS", ".build/test-servers/bin")).absolute()


def free_ports(count):
    """Ports whose neighbour 10,000 above is free as well: SeaweedFS takes that one too."""
    found = []
    while len(found) < count:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
            if port > 50_000 or port in found:
                continue
            try:
                other.bind(("127.0.0.1", port + 10_000))
            except OSError:
                continue
            found.append(port)
    return found


class Server:
    """A process with a folder of its own; both end with the block."""

    def __init__(self, words, ready, environment=None):
        self.words, self.ready, self.environment = words, ready, environment or {}

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.log = open(pathlib.Path(self.folder.name) / "log", "w+")
        words = [str(word).replace("FOLDER", self.folder.name) for word in self.words]
        self.process = subprocess.Popen(words, stdout=self.log, stderr=self.log, cwd=self.folder.name,
                                        env={**os.environ, **self.environment}, start_new_session=True)
        self.prepare()
        for _ in range(200):
            try:
                urllib.request.urlopen(self.ready, timeout=2).close()
                return self
            except (urllib.error.URLError, OSError):
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.__exit__()
        raise SystemExit(f"{words[0]} did not start: see docs on scripts/test-servers")

    def prepare(self):
        pass

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.log.close()
        self.folder.cleanup()


class Moto(Server):
    """Every AWS service, simulated. `outward` is where it sends its own calls: to itself, or to a router in front."""

    def __init__(self, port=None, outward=None):
        port = port or free_ports(1)[0]
        self.url = f"http://127.0.0.1:{port}"
        super().__init__([PROGRAMS / "moto_server", "-H", "127.0.0.1", "-p", port], self.url + "/moto-api/data.json",
                         {"MOTO_PORT": str(outward or port), "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET,
                          "AWS_DEFAULT_REGION": REGION})


class SeaweedFS(Server):
    """S3 with one identity."""

    def __init__(self):
        s3, master, volume, filer, admin = free_ports(5)
        self.url = f"http://127.0.0.1:{s3}"
        identity = {"name": "test", "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
                    "actions": ["Admin", "Read", "Write", "List", "Tagging"]}
        self.configuration = json.dumps({"identities": [identity]})
        super().__init__(
            [PROGRAMS / "weed", "-logdir", "FOLDER", "mini", "-dir", "FOLDER", "-ip", "127.0.0.1", "-ip.bind", "127.0.0.1",
             "-s3.config", "FOLDER/s3.json", "-s3.port", s3, "-master.port", master, "-volume.port", volume,
             "-filer.port", filer, "-admin.port", admin, "-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0",
             "-s3.port.lance=0", "-master.telemetry=false", "-s3.autoCreateBucket=false"],
            self.url + "/healthz")

    def __enter__(self):
        super().__enter__()
        # It says that it is ready before it can store.
        for _ in range(100):
            try:
                client(self.url, "s3").create_bucket(Bucket="probe")
                client(self.url, "s3").put_object(Bucket="probe", Key="probe", Body=b"")
                return self
            except Exception:
                time.sleep(0.1)
        raise SystemExit("SeaweedFS takes no writes")

    def prepare(self):
        (pathlib.Path(self.folder.name) / "s3.json").write_text(self.configuration)


def client(url, service):
    import boto3
    from botocore.config import Config

    return boto3.client(service, endpoint_url=url, region_name=REGION, aws_access_key_id=KEY, aws_secret_access_key=SECRET,
                        config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}))


def objects(url, bucket):
    """Key -> content of a whole bucket."""
    s3 = client(url, "s3")
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket)
    return {item["Key"]: s3.get_object(Bucket=bucket, Key=item["Key"])["Body"].read()
            for page in pages for item in page.get("Contents", [])}
