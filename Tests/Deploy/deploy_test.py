"""scripts/deploy with stand-ins for terraform, docker and aws that note their commands: deploy_test.py SITEGEN.

What is checked: the order of the commands, that images are built only where they are not there yet and used by digest,
that the viewer is given the pipeline's bucket, and that sitegen takes the deployment's output as its settings. What the
real programs do with the commands is not.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
SITEGEN = pathlib.Path(sys.argv.pop(1)).resolve()

STANDIN = """#!/usr/bin/env python3
import os, sys
name, words = os.path.basename(sys.argv[0]), sys.argv[1:]
with open(os.environ["LOG"], "a") as log:
    print(name, *words, file=log)
text = " ".join(words)
if name == "aws":
    print("secret" if "get-login-password" in words else "sha256:" + "0" * 64)
elif name == "docker" and words[0] == "login":
    assert sys.stdin.read() == "secret\\n" and "secret" not in text
elif name == "docker" and words[0] == "manifest":
    sys.exit(0 if os.environ.get("THERE") else 1)
elif name == "terraform" and "image_repositories" in words:
    print('{"report-task": "1.dkr.ecr.r.amazonaws.com/reports/report-task", '
          '"reportpipe-lambda": "1.dkr.ecr.r.amazonaws.com/reports/reportpipe-lambda"}')
elif name == "terraform" and "image_repository" in words:
    print("1.dkr.ecr.r.amazonaws.com/reports/sitegen-lambda")
elif name == "terraform" and "reports_bucket" in words:
    print("the-reports")
"""


class Deploy(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.folder / "bin").mkdir()
        for name in ("terraform", "docker", "aws"):
            path = self.folder / "bin" / name
            path.write_text(STANDIN)
            path.chmod(0o755)
        self.project = self.folder / "project"
        (self.project / "scripts").mkdir(parents=True)
        shutil.copy(ROOT / "scripts/deploy", self.project / "scripts/deploy")
        for deployment in ("viewer", "pipeline"):
            (self.project / "terraform" / deployment).mkdir(parents=True)
        git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-C", str(self.project)]
        subprocess.run([*git, "init", "-q"], check=True)
        subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True)

    def deploy(self, *words, **variables):
        log = self.folder / "log"
        log.write_text("")
        environment = {**os.environ, "PATH": f"{self.folder}/bin:{os.environ['PATH']}", "LOG": str(log),
                       "STATE_BUCKET": "the-state", **variables}
        done = subprocess.run([self.project / "scripts/deploy", *words], env=environment, capture_output=True, text=True)
        return done, log.read_text().splitlines()

    def test_the_pipeline_is_made_in_order(self):
        done, log = self.deploy("pipeline", "eu-west-1", "-auto-approve")
        self.assertEqual(done.returncode, 0, done.stderr)
        steps = [line.split(" -")[0] if line.startswith("terraform") else " ".join(line.split()[:2]) for line in log]
        self.assertEqual([step for step in steps if step.startswith("docker")], ["docker login", "docker manifest", "docker build", "docker push"] * 2)
        applies = [index for index, line in enumerate(log) if line.startswith("terraform") and " apply " in line]
        builds = [index for index, line in enumerate(log) if line.startswith("docker build")]
        self.assertEqual(len(applies), 2)
        self.assertTrue(applies[0] < builds[0] < builds[-1] < applies[1])
        self.assertIn("-backend-config=bucket=the-state -backend-config=key=pipeline.tfstate", log[0])
        images = json.loads((self.project / "terraform/pipeline/images.auto.tfvars.json").read_text())
        digest = "sha256:" + "0" * 64
        self.assertEqual(images, {"function_image": f"1.dkr.ecr.r.amazonaws.com/reports/reportpipe-lambda@{digest}",
                                  "task_image": f"1.dkr.ecr.r.amazonaws.com/reports/report-task@{digest}"})

    def test_an_update_builds_only_what_is_not_there(self):
        (self.project / "terraform/viewer/images.auto.tfvars.json").write_text("{}")
        done, log = self.deploy("viewer", "eu-west-1", THERE="1")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertFalse([line for line in log if line.startswith(("docker build", "docker push"))])
        applies = [line for line in log if line.startswith("terraform") and " apply " in line]
        self.assertEqual(len(applies), 1)
        self.assertIn("-var reports_bucket=the-reports", applies[0])

    def test_what_is_missing_is_told(self):
        for words, variables, status, text in [
            ((), {}, 64, "scripts/deploy pipeline REGION"),
            (("other", "eu-west-1"), {}, 64, "scripts/deploy viewer REGION"),
            (("viewer", "eu-west-1"), {"STATE_BUCKET": ""}, 64, "aws s3 mb"),
        ]:
            done, log = self.deploy(*words, **variables)
            self.assertEqual((done.returncode, log), (status, []))
            self.assertIn(text, done.stderr)

    def test_the_output_is_a_settings_file(self):
        # `terraform output -json sitegen >sitegen.yml`: JSON is YAML.
        (self.folder / "sitegen.yml").write_text(json.dumps({
            "base_url": "https://d1.cloudfront.net", "destination": str(self.folder / "site"), "distribution": "E1",
            "region": "eu-west-1", "source": str(ROOT / "examples/reports"), "title": "Weekly numbers"}))
        done = subprocess.run([SITEGEN, "publish", "--dry-run"], cwd=self.folder, capture_output=True, text=True)
        self.assertIn(done.returncode, (0, 65), done.stderr)
        self.assertIn("Nothing was written. It would be", done.stdout)


if __name__ == "__main__":
    unittest.main(verbosity=2)
