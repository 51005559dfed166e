"""The upload as the Python SDK does it: PATH (a file or a folder) to a container, 8 at a time.

peer.py CONTAINER_URL_WITH_SAS PATH CA_FILE
"""
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from azure.storage.blob import ContainerClient


def main():
    url, path, ca_file = sys.argv[1:]
    client = ContainerClient.from_container_url(url, connection_verify=ca_file)

    def upload(file, name, parallel):
        with open(file, "rb") as data:
            client.upload_blob(name, data, overwrite=True, max_concurrency=parallel)

    if os.path.isfile(path):
        upload(path, os.path.basename(path), 8)
        return
    with ThreadPoolExecutor(8) as pool:
        done = []
        for folder, _, files in os.walk(path):
            for name in files:
                file = os.path.join(folder, name)
                done.append(pool.submit(upload, file, os.path.relpath(file, path), 1))
        for one in done:
            one.result()


main()
