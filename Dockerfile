# The page in the browser over a folder of documents that is mounted at /corpus; the index is kept in the volume /index.
#
#   docker build -t fumikura .
#   docker run --rm -p 127.0.0.1:8000:8000 -v "$PWD/corpus:/corpus:ro" -v fumikura-index:/index fumikura

FROM python:3.13-slim AS build
COPY pyproject.toml README.md LICENSE /source/
COPY licenses /source/licenses
COPY src /source/src
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels /source

FROM python:3.13-slim
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir "$(ls /wheels/*.whl)[office,web]" \
    && useradd --system --create-home reader \
    && install -d -o reader /index
USER reader
WORKDIR /home/reader
ENV LANG=C.UTF-8 FUMIKURA_CORPUS=/corpus FUMIKURA_INDEX=/index PYTHONUNBUFFERED=1
VOLUME /index
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/static/icon.svg')"]
ENTRYPOINT ["fumikura"]
# Others than this machine open it under another name: add --allow-host NAME.
CMD ["serve", "--host", "0.0.0.0", "--port", "8000", "--allow-host", "localhost"]
