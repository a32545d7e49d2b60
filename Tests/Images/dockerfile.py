"""Reads the project's Dockerfile: stages with their steps, arguments filled in."""
import json
import pathlib
import re
import shlex


class Stage:
    """One FROM and the steps below it, each as (word, text)."""

    def __init__(self, name, base):
        self.name, self.base, self.steps = name, base, []

    def last(self, word):
        return next((text for kind, text in reversed(self.steps) if kind == word), None)


def instructions(text):
    """The instructions as (word, rest): comments left out, continued lines joined."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    for line in filter(str.strip, joined.splitlines()):
        word, _, rest = line.strip().partition(" ")
        yield word.upper(), rest.strip()


def stages(path, **given):
    """The stages by name, in order; ARGs before the first FROM are filled in, `given` wins over what stands there."""
    result, arguments = {}, {}
    for word, rest in instructions(pathlib.Path(path).read_text()):
        if word == "ARG" and not result:
            name, _, value = rest.partition("=")
            arguments[name] = given.get(name, value)
        elif word == "FROM":
            base, _, name = re.sub(r"\$\{(\w+)\}", lambda m: arguments[m[1]], rest).partition(" AS ")
            result[name] = Stage(name, base)
        elif word in ("ARG", "RUN", "COPY", "USER", "WORKDIR", "ENV", "ENTRYPOINT", "CMD"):
            list(result.values())[-1].steps.append((word, rest))
        else:
            raise SystemExit(f"{path}: this check does not know the instruction {word}")
    return result


def resolved(all_stages, name, word):
    """What an instruction says for a stage, from the stages below it where it does not say it itself."""
    while name in all_stages:
        text = all_stages[name].last(word)
        if text is not None:
            return text
        name = all_stages[name].base
    return None


def command(text):
    """The words of an ENTRYPOINT or CMD in its list form."""
    return json.loads(text) if text else []


def copied(text):
    """(stage or None, sources, target) of a COPY."""
    words = shlex.split(text)
    stage = next((word.split("=", 1)[1] for word in words if word.startswith("--from=")), None)
    words = [word for word in words if not word.startswith("--")]
    return stage, words[:-1], words[-1]


def packages(all_stages, name):
    """The Debian packages a stage installs, with those of the stages below it."""
    found = []
    while name in all_stages:
        for word, text in all_stages[name].steps:
            if word == "RUN" and text.startswith("use-packages "):
                found += shlex.split(text)[2:]
        name = all_stages[name].base
    return found
