# The images of both deployments; `docker build --target NAME .` makes one of
#   sitegen            the site generator, for a CI job or a machine of one's own
#   sitegen-lambda     publishes what events of the reports bucket name, and batches of a backfill
#   reportpipe-lambda  `sync` on a schedule; `listen` for changes of the staging bucket
#   report-task        `run`: a report with Jupyter, as a task of ECS
#
# Images are named by tag and digest. Where a tag stands alone, its digest could not be looked up when this was written:
# `docker buildx imagetools inspect swift:6.3.1-bookworm --format '{{.Manifest.Digest}}'` tells it; give it as
# `--build-arg SWIFT=swift:6.3.1-bookworm@sha256:...`. docs/deploy.md tells more.
ARG SWIFT=swift:6.3.1-bookworm
ARG DEBIAN=debian:bookworm-slim@sha256:7b140f374b289a7c2befc338f42ebe6441b7ea838a042bbd5acbfca6ec875818

FROM ${SWIFT} AS build
ARG SNAPSHOT=
COPY images/use-packages /usr/local/sbin/
RUN use-packages "$SNAPSHOT" libcmark-gfm-dev libcmark-gfm-extensions-dev libcurl4-openssl-dev libssl-dev zlib1g-dev
WORKDIR /src
# Package.resolved is taken where there is one: the same versions of the packages for every build.
COPY Package.swift Package.resolved* ./
COPY Plugins Plugins
COPY Sources Sources
COPY Tests Tests
COPY site site
COPY templates templates
RUN swift build -c release --static-swift-stdlib --product sitegen \
    && swift build -c release --static-swift-stdlib --product reportpipe \
    && mkdir /out \
    && strip -o /out/sitegen .build/release/sitegen \
    && strip -o /out/reportpipe .build/release/reportpipe

# What the programs load: everything else is in them.
FROM ${DEBIAN} AS libraries
ARG SNAPSHOT=
COPY images/use-packages /usr/local/sbin/
RUN use-packages "$SNAPSHOT" ca-certificates libcmark-gfm0.29.0.gfm.6 libcmark-gfm-extensions0.29.0.gfm.6 \
        libcurl4 libssl3 libstdc++6 zlib1g

FROM libraries AS sitegen
COPY --from=build /out/sitegen /usr/local/bin/sitegen
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/sitegen"]
CMD ["--help"]

# Lambda calls the program itself, which speaks the runtime's protocol: no other runtime is in the image.
FROM sitegen AS sitegen-lambda
CMD ["publish"]

FROM libraries AS reportpipe-lambda
COPY --from=build /out/reportpipe /usr/local/bin/reportpipe
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/reportpipe"]
CMD ["sync"]

FROM libraries AS jupyter
ARG SNAPSHOT=
RUN use-packages "$SNAPSHOT" python3 python3-venv
COPY images/report-task.txt /tmp/requirements.txt
# Nothing is compiled and nothing but the listed files is taken: each has its hash in the list.
RUN python3 -m venv /opt/jupyter \
    && PYTHONDONTWRITEBYTECODE=1 /opt/jupyter/bin/pip install --no-cache-dir --no-compile --disable-pip-version-check \
        --only-binary=:all: --require-hashes --requirement /tmp/requirements.txt \
    && rm -r /opt/jupyter/lib/python3.11/site-packages/pip /opt/jupyter/lib/python3.11/site-packages/pip-* \
        /opt/jupyter/bin/pip* \
    && find /opt/jupyter -type d '(' -name tests -o -name __pycache__ ')' -prune -exec rm -r '{}' +

# Only the interpreter and the environment, without the tools that made it.
FROM libraries AS report-task
ARG SNAPSHOT=
RUN use-packages "$SNAPSHOT" python3-minimal libpython3-stdlib
COPY --from=jupyter /opt/jupyter /opt/jupyter
COPY --from=build /out/reportpipe /usr/local/bin/reportpipe
COPY templates/productivity-report.ipynb /usr/local/share/reportpipe/productivity-report.ipynb
# Jupyter keeps its connection files, and Matplotlib its list of fonts, where the task may write.
ENV PATH=/opt/jupyter/bin:/usr/local/bin:/usr/bin:/bin \
    HOME=/tmp \
    MPLCONFIGDIR=/tmp/matplotlib \
    PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/reportpipe"]
CMD ["run", "--template", "/usr/local/share/reportpipe/productivity-report.ipynb"]
