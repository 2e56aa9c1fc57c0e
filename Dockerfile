# One image for every role; the command says which.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/whale \
    && /opt/whale/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY core core
COPY usecases usecases
COPY runtime runtime
COPY db db
COPY streams streams
COPY engine engine
COPY bot bot
COPY api api
COPY admin admin
COPY standins standins
COPY whale whale
RUN /opt/whale/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
# Kerning in pictures: without fribidi the text of a picture is slightly wider.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libfribidi0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home whale
COPY --from=build /opt/whale /opt/whale
ENV PATH=/opt/whale/bin:$PATH PYTHONUNBUFFERED=1 MPLCONFIGDIR=/tmp/matplotlib
USER 10001
WORKDIR /srv
EXPOSE 8080
ENTRYPOINT ["whale"]
CMD ["up", "--roles", "all"]
