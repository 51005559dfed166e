"""The peer of `blobdrop hello` in the pod: sign in, upload one small blob, list the container, with the Python
SDK (Debian: python3-azure). Debian's has no WorkloadIdentityCredential yet; this is what that one does."""

import os
import pathlib
import uuid

from azure.identity import ClientAssertionCredential
from azure.storage.blob import ContainerClient

os.environ["REQUESTS_CA_BUNDLE"] = os.environ["BLOBDROP_CA_FILE"]
credential = ClientAssertionCredential(
    os.environ["AZURE_TENANT_ID"],
    os.environ["AZURE_CLIENT_ID"],
    lambda: pathlib.Path(os.environ["AZURE_FEDERATED_TOKEN_FILE"]).read_text(),
)
container = ContainerClient(os.environ["STORAGE_ACCOUNT_URL"], "workloadidentity", credential)
container.upload_blob(f"{uuid.uuid4()}-fromk8spod.txt", "Hello, World!")
for blob in container.list_blobs():
    print(blob.name)
