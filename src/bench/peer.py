"""Uploads and downloads as the Python SDK does them.

peer.py put CONTAINER_URL_WITH_SAS PATH CA_FILE [FILES BLOCKS]     PATH: a file or a folder
peer.py get CONTAINER_URL_WITH_SAS FOLDER CA_FILE [FILES BLOCKS]   all blobs that there are

FILES at once, each in BLOCKS at once; without these one after the other, which is the SDK's default.
"""
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from azure.storage.blob import ContainerClient


def main():
    what, url, path, ca_file = sys.argv[1:5]
    files, blocks = (int(number) for number in sys.argv[5:7] or (1, 1))
    client = ContainerClient.from_container_url(url, connection_verify=ca_file)
    with ThreadPoolExecutor(files) as pool:
        done = [pool.submit(*call) for call in (uploads if what == "put" else downloads)(client, path, blocks)]
        for one in done:
            one.result()


def uploads(client, path, blocks):
    def upload(file, name):
        with open(file, "rb") as data:
            client.upload_blob(name, data, overwrite=True, max_concurrency=blocks)

    if os.path.isfile(path):
        yield upload, path, os.path.basename(path)
    for folder, _, files in os.walk(path):
        for name in files:
            file = os.path.join(folder, name)
            yield upload, file, os.path.relpath(file, os.path.dirname(path))


def downloads(client, folder, blocks):
    def download(name):
        file = os.path.join(folder, name)
        os.makedirs(os.path.dirname(file), exist_ok=True)
        with open(file, "wb") as data:
            client.download_blob(name, max_concurrency=blocks).readinto(data)

    for blob in client.list_blobs():
        yield download, blob.name


main()
