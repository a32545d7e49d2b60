"""The steps of action.yml, publish.yml and the GitLab example, carried out: ci_test.py SITEGEN.

The `run` steps of the action are run by bash as GitHub does it, with the inputs that publish.yml gives and a stand-in for
`docker` that starts the program with just the variables and folders the step names. The bucket checks signatures, so
credentials that were not handed through would be noticed. What is not run: `uses` steps, and what the runner adds.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

import yaml

import servers

ROOT = pathlib.Path(__file__).resolve().parents[2]
SITEGEN = pathlib.Path(sys.argv.pop(1)).resolve()

DISTRIBUTION = {
    "CallerReference": "test", "Comment": "", "Enabled": True,
    "Origins": {"Quantity": 1, "Items": [{"Id": "website", "DomainName": "website.s3.amazonaws.com", "S3OriginConfig": {
        "OriginAccessIdentity": ""}}]},
    "DefaultCacheBehavior": {"TargetOriginId": "website", "ViewerProtocolPolicy": "redirect-to-https"},
}

DOCKER = """#!/bin/bash
# Takes `docker build --target sitegen` and `docker run`, and does the latter's command with the program itself.
case $1 in
build) [[ " $* " == *" --target sitegen "* ]] && [ -f "${!#}/Dockerfile" ] && exit 0; exit 1 ;;
run) shift ;;
*) exit 1 ;;
esac
while [[ $1 == -* ]]; do
    case $1 in
    --rm) shift ;;
    --env) [ -n "${!2+set}" ] && kept+=("$2=${!2}"); shift 2 ;;
    --volume) [ "${2%%:*}" = "$PWD" ] || exit 1; shift 2 ;;
    --user | --workdir) shift 2 ;;
    *) exit 1 ;;
    esac
done
[ "$1" = "$EXPECTED_IMAGE" ] || { echo "the image is $1" >&2; exit 1; }
shift
exec env -i "${kept[@]}" "$SITEGEN" "$@"
"""


def filled(text, **contexts):
    """A text with `${{ a.b }}` replaced; `||` takes the first that is not empty."""

    def value(match):
        for part in match[1].split("||"):
            part = part.strip()
            if part.startswith("'"):
                return part.strip("'")
            place = contexts
            for name in part.split("."):
                place = place.get(name, "") if isinstance(place, dict) else ""
            if place != "":
                return str(place)
        return ""

    return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))


def load(path):
    return yaml.safe_load((ROOT / path).read_text())


class ContinuousIntegration(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.store = cls.enterClassContext(servers.SeaweedFS())
        cls.moto = cls.enterClassContext(servers.Moto())
        cls.s3 = servers.client(cls.store.url, "s3")

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        (self.folder / "bin").mkdir()
        (self.folder / "bin/docker").write_text(DOCKER)
        (self.folder / "bin/docker").chmod(0o755)
        (self.folder / "bin/sitegen").symlink_to(SITEGEN)
        shutil.copytree(ROOT / "examples/reports", self.folder / "examples/reports")
        shutil.copytree(ROOT / "examples/reports", self.folder / "reports")

    def action(self, variables, bucket, **more):
        """Runs the action as publish.yml uses it. Returns the exit code, the outputs and what was written."""
        workflow, action = load(".github/workflows/publish.yml"), load("action.yml")
        step = next(step for step in workflow["jobs"]["publish"]["steps"] if step["uses"] == "./")
        inputs = {name: about.get("default", "") for name, about in action["inputs"].items()}
        inputs |= {name: filled(text, vars=variables) for name, text in step["with"].items()} | more
        self.assertLessEqual(inputs.keys(), action["inputs"].keys(), "publish.yml gives an input that is none")
        outputs = {}
        for run in action["runs"]["steps"]:
            files = {name: self.folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
            files["GITHUB_OUTPUT"].write_text("")
            environment = {
                "PATH": f"{self.folder}/bin:{os.environ['PATH']}", "RUNNER_TEMP": str(self.folder), "SITEGEN": str(SITEGEN),
                "EXPECTED_IMAGE": more.get("image", "sitegen:action"),
                # As configure-aws-credentials leaves them.
                "AWS_ACCESS_KEY_ID": servers.KEY, "AWS_SECRET_ACCESS_KEY": servers.SECRET, "AWS_REGION": servers.REGION,
                **{name: str(path) for name, path in files.items()},
                **{name: filled(text, inputs=inputs, steps=outputs, github={"action_path": str(ROOT)})
                   for name, text in run["env"].items()},
            }
            done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", run["run"]], cwd=self.folder,
                                  env=environment, capture_output=True, text=True)
            lines = files["GITHUB_OUTPUT"].read_text().splitlines()
            outputs[run["id"]] = {"outputs": dict(line.split("=", 1) for line in lines)}
            if done.returncode != 0:
                break
        summary = filled(action["outputs"]["summary"]["value"], steps=outputs)
        return done.returncode, json.loads(summary) if summary else None, done.stderr

    def variables(self, bucket):
        self.s3.create_bucket(Bucket=bucket)
        return {"SITEGEN_ROLE": "arn:aws:iam::123456789012:role/publish", "SITEGEN_REGION": servers.REGION,
                "SITEGEN_DESTINATION": f"s3://{bucket}", "SITEGEN_BASE_URL": "https://reports.example/"}

    def test_the_action_publishes_a_folder_of_the_repository(self):
        options = f"--endpoint-url={self.store.url}\n--title=Weekly numbers\n"
        variables = self.variables("website")
        code, summary, errors = self.action(variables, "website", options=options)
        self.assertEqual(code, 0, errors)
        self.assertEqual(len(summary["rendered"]), summary["reports"])
        site = servers.objects(self.store.url, "website")
        self.assertIn(b"Weekly numbers", site["index.html"])
        self.assertIn(b"https://reports.example/", site["feed.xml"])
        again = self.action(variables, "website", options=options)[1]
        self.assertEqual((again["written"], again["unchanged"]), (0, summary["reports"]))

    def test_the_action_reads_a_bucket_and_takes_a_ready_image(self):
        variables = self.variables("website-of-bucket") | {"SITEGEN_SOURCE": "s3://reports/daily/"}
        self.s3.create_bucket(Bucket="reports")
        notebook = next((ROOT / "examples/reports").rglob("*.ipynb")).read_bytes()
        self.s3.put_object(Bucket="reports", Key="daily/run-2024-01-31.ipynb", Body=notebook)
        code, summary, errors = self.action(variables, "website-of-bucket", options=f"--endpoint-url={self.store.url}",
                                            image="registry.example/sitegen@sha256:" + "0" * 64)
        self.assertEqual((code, summary and summary["reports"]), (0, 1), errors)

    def test_a_bad_notebook_fails_the_job_after_the_rest_was_published(self):
        (self.folder / "examples/reports/broken-2024-01-01.ipynb").write_text("{")
        code, summary, _ = self.action(self.variables("website-with-bad"), "website-with-bad",
                                       options=f"--endpoint-url={self.store.url}")
        self.assertEqual(code, 65)
        self.assertEqual([failure["key"] for failure in summary["failures"]], ["broken-2024-01-01.ipynb"])
        self.assertIn("index.html", servers.objects(self.store.url, "website-with-bad"))

    def test_a_hostile_setting_is_not_run_by_the_shell(self):
        variables = self.variables("website-hostile") | {"SITEGEN_SOURCE": "$(touch pwned)`touch pwned`; touch pwned"}
        code, _, _ = self.action(variables, "website-hostile", options="--title=$(touch pwned)")
        self.assertNotEqual(code, 0)
        self.assertFalse((self.folder / "pwned").exists())

    def test_the_gitlab_job_publishes_with_its_identity_token(self):
        job = load("examples/gitlab-ci.yml")["publish"]
        servers.client(self.moto.url, "s3").create_bucket(
            Bucket="gitlab-website", CreateBucketConfiguration={"LocationConstraint": servers.REGION})
        cloudfront = servers.client(self.moto.url, "cloudfront")
        distribution = cloudfront.create_distribution(DistributionConfig=DISTRIBUTION)["Distribution"]["Id"]
        settings = {"SITEGEN_ROLE": "arn:aws:iam::123456789012:role/publish", "SITEGEN_REGION": servers.REGION,
                    "SITEGEN_DESTINATION": "s3://gitlab-website", "SITEGEN_DISTRIBUTION": distribution}
        variables = {name: re.sub(r"\$(\w+)", lambda match: settings[match[1]], text)
                     for name, text in job["variables"].items()}
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = str(self.folder / "token")
        environment = {"PATH": f"{self.folder}/bin:{os.environ['PATH']}", "AWS_ENDPOINT_URL": self.moto.url, "AWS_TOKEN": "a.b.c",
                       **settings, **variables}

        def publish():
            done = subprocess.run(["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])], cwd=self.folder,
                                  env=environment, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            return json.loads(done.stdout)

        self.assertEqual(publish()["invalidated"], [])
        self.assertIn("index.html", servers.objects(self.moto.url, "gitlab-website"))
        changed = next(path for path in (self.folder / "reports").rglob("*.ipynb"))
        changed.write_text(changed.read_text().replace('"cell_type": "markdown"', '"cell_type": "raw"', 1))
        self.assertEqual(len(publish()["rendered"]), 1)
        told = cloudfront.list_invalidations(DistributionId=distribution)["InvalidationList"]
        self.assertEqual(told["Quantity"], 1)


class Workflows(unittest.TestCase):
    paths = sorted(path.relative_to(ROOT) for path in (ROOT / ".github/workflows").glob("*.yml"))

    def test_no_workflow_has_permissions_beyond_its_jobs_or_a_stored_key(self):
        for path in self.paths:
            with self.subTest(str(path)):
                workflow = load(path)
                self.assertEqual(workflow["permissions"], {})
                self.assertNotIn("secrets.", (ROOT / path).read_text())
                for name, job in workflow["jobs"].items():
                    allowed = {"contents": "read"} | ({"id-token": "write"} if name == "publish" else {})
                    self.assertEqual(job["permissions"], allowed)
                    self.assertIn("timeout-minutes", job)

    def test_actions_of_others_are_named_by_commit(self):
        for path in [*self.paths, pathlib.Path("action.yml")]:
            for uses in re.findall(r"uses: (\S+)", (ROOT / path).read_text()):
                with self.subTest(f"{path}: {uses}"):
                    self.assertRegex(uses, r"^(\./|[\w.-]+/[\w./-]+@[0-9a-f]{40}$)")

    def test_what_the_workflows_call_is_there(self):
        targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
        ci = load(".github/workflows/ci.yml")["jobs"]
        for job in ci.values():
            for step in job["steps"]:
                for target in re.findall(r"^make (\S+)", step.get("run", ""), re.MULTILINE):
                    self.assertIn(target, targets)
        stages = re.findall(r"^FROM \S+ AS (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
        self.assertLessEqual(set(ci["images"]["strategy"]["matrix"]["target"]), set(stages))


if __name__ == "__main__":
    unittest.main(verbosity=2)
