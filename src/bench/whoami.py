"""The peer of `blobdrop whoami --credential workload-identity`: the same sign-in with the Python SDK
(Debian: python3-azure), and who the token belongs to. Debian's has no WorkloadIdentityCredential
yet; this is what that one does."""

import base64
import json
import os
import pathlib

from azure.identity import ClientAssertionCredential

os.environ["REQUESTS_CA_BUNDLE"] = os.environ["BLOBDROP_CA_FILE"]
credential = ClientAssertionCredential(
    os.environ["AZURE_TENANT_ID"],
    os.environ["AZURE_CLIENT_ID"],
    lambda: pathlib.Path(os.environ["AZURE_FEDERATED_TOKEN_FILE"]).read_text(),
)
token = credential.get_token("https://storage.azure.com/.default")
payload = token.token.split(".")[1]
claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
print("app id", claims.get("appid"), "object id", claims.get("oid"), "tenant", claims.get("tid"))
print("expires", token.expires_on)
