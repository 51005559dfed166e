"""Stands in for az where its commands would change Azure: the state is a file, queries are the real ones.

One process serves all calls of all tests, because a Python with az's libraries takes longer to start than a whole
script to run. It says its port, and ends when its input does. A caller sends the number of words, the folder with the
state and the log of calls, and the words; it gets the exit code, standard error and standard output. A NUL ends each.

Needs the Python of an installed az (jmespath, knack). What it answers has the fields that Azure's documented answers
have, as far as the scripts read them.
"""

import json
import os
import socketserver
import sys
import threading
import traceback

import jmespath
from knack.output import format_tsv
from knack.util import CommandResultItem

SUBSCRIPTION = "/subscriptions/77777777-7777-4777-8777-777777777777"
TENANT = "11111111-1111-4111-8111-111111111111"
ISSUER = f"https://westeurope.oic.prod-aks.azure.com/{TENANT}/88888888-8888-4888-8888-888888888888/"


class Missing(Exception):
    """az ends with 3."""


class Refused(Exception):
    """az ends with 1."""


def parse(words):
    """The command, and its options with their values."""
    at = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
    options, name = {}, None
    for word in words[at:]:
        if word.startswith("-"):
            name = {"-o": "--output", "-n": "--name", "-g": "--resource-group"}.get(word, word)
            options[name] = None
        else:
            options[name] = word
    return " ".join(words[:at]), options


def resource(options, kind):
    return f"{SUBSCRIPTION}/resourceGroups/{options['--resource-group']}/providers/{kind}/{options['--name']}"


def answer(state, command, options):
    """What the command gives; changes the state."""

    def get(kind, key=None):
        found = state.setdefault(kind, {}).get(key or options["--name"])
        group = options.get("--resource-group")
        elsewhere = "id" in (found or {}) and group and f"/resourceGroups/{group}/" not in found["id"]
        if found is None or elsewhere:
            raise Missing(f"(ResourceNotFound) {kind} {key or options['--name']}")
        return found

    def put(kind, value, key=None):
        if "--resource-group" in options and options["--resource-group"] not in state.setdefault("group", {}):
            raise Refused("(ResourceGroupNotFound)")
        state.setdefault(kind, {})[key or options["--name"]] = value

    def every(kind):
        return [
            {"name": name, "resourceGroup": found["id"].split("/")[4], **found}
            for name, found in state.get(kind, {}).items()
        ]

    def remove(kind, key=None):
        get(kind, key)
        del state[kind][key or options["--name"]]

    def credential():
        return {
            "name": options["--name"],
            "issuer": options["--issuer"],
            "subject": options["--subject"],
            "audiences": [options["--audiences"]],
        }

    match command:
        case "version":
            return {"azure-cli": state.get("version", "2.60.0")}
        case "account show":
            return {
                "name": "Pay as you go",
                "id": SUBSCRIPTION.split("/")[-1],
                "tenantId": TENANT,
                "user": {"name": "alice@contoso.example", "type": state.get("user", "user")},
            }
        case "ad signed-in-user show":
            return {"id": "44444444-4444-4444-8444-444444444444"}
        case "group exists":
            return options["--name"] in state.get("group", {})
        case "group create":
            state.setdefault("group", {})[options["--name"]] = {"location": options["--location"]}
        case "acr list":
            return every("acr")
        case "aks list":
            return every("aks")
        case "storage account list":
            return every("storage")
        case "acr show":
            return get("acr")
        case "acr create":
            name = options["--name"]
            scope = resource(options, "Microsoft.ContainerRegistry/registries")
            put("acr", {"id": scope, "loginServer": f"{name}.azurecr.io"})
        case "acr repository list":
            return sorted({image.split(":")[0] for image in state.get("images", [])})
        case "acr repository show-tags":
            if not any(image.startswith(options["--repository"] + ":") for image in state.get("images", [])):
                raise Refused("repository is not found")
            return [image.split(":")[1] for image in state["images"]]
        case "acr import":
            get("acr")
            state.setdefault("images", []).append(options["--image"])
        case "aks show":
            return get("aks")
        case "aks create":
            put(
                "aks",
                {
                    "id": resource(options, "Microsoft.ContainerService/managedClusters"),
                    "oidcIssuerProfile": {"enabled": True, "issuerUrl": ISSUER},
                    "securityProfile": {"workloadIdentity": {"enabled": True}},
                    "identityProfile": {"kubeletidentity": {"objectId": "55555555-5555-4555-8555-555555555555"}},
                },
            )
            attach(state, options)
        case "aks update":
            cluster = get("aks")
            if "--enable-oidc-issuer" in options:
                cluster["oidcIssuerProfile"] = {"enabled": True, "issuerUrl": ISSUER}
            if "--enable-workload-identity" in options:
                cluster["securityProfile"] = {"workloadIdentity": {"enabled": True}}
            attach(state, options)
        case "aks get-credentials":
            get("aks")
            with open(options["--file"], "w", encoding="utf-8") as file:
                file.write("apiVersion: v1\nkind: Config\n")
        case "aks delete":
            remove("aks")
        case "identity show":
            return get("identity")
        case "identity create":
            put(
                "identity",
                {
                    "id": resource(options, "Microsoft.ManagedIdentity/userAssignedIdentities"),
                    "clientId": "22222222-2222-4222-8222-222222222222",
                    "principalId": "33333333-3333-4333-8333-333333333333",
                    "tenantId": TENANT,
                },
            )
        case "identity delete":
            remove("identity")
            state["trust"] = {}
        case "identity federated-credential show":
            get("identity", options["--identity-name"])
            return get("trust")
        case "identity federated-credential create" | "identity federated-credential update":
            if state.get("late", 0) > 0:
                state["late"] -= 1
                raise Missing("(ResourceNotFound) the identity is not there yet")
            get("identity", options["--identity-name"])
            put("trust", credential())
        case "ad app list":
            name = options["--filter"].split("'")[1]
            return [app for app in state.get("app", {}).values() if app["displayName"] == name]
        case "ad app create":
            app = {"displayName": options["--display-name"], "appId": "66666666-6666-4666-8666-666666666666"}
            state.setdefault("app", {})[app["appId"]] = app
        case "ad app delete":
            remove("app", options["--id"])
        case "ad app federated-credential list":
            get("app", options["--id"])
            return list(state.get("trust", {}).values())
        case "ad app federated-credential create" | "ad app federated-credential update":
            get("app", options["--id"])
            given = json.loads(options["--parameters"])
            state.setdefault("trust", {})[given["name"]] = given
        case "ad sp list":
            app = options["--filter"].split("'")[1]
            return [{"id": sp} for of, sp in state.get("sp", {}).items() if of == app]
        case "ad sp create":
            get("app", options["--id"])
            state.setdefault("sp", {})[options["--id"]] = "99999999-9999-4999-8999-999999999999"
        case "storage account show":
            return get("storage")
        case "storage account create":
            put(
                "storage",
                {
                    "id": resource(options, "Microsoft.Storage/storageAccounts"),
                    "allowSharedKeyAccess": options["--allow-shared-key-access"] == "true",
                    "minimumTlsVersion": options["--min-tls-version"],
                    "allowBlobPublicAccess": options["--allow-blob-public-access"] == "true",
                },
            )
        case "storage account delete":
            remove("storage")
            state["container"] = {}
        case "storage container-rm exists":
            return {"exists": options["--name"] in state.get("container", {})}
        case "storage container-rm create":
            get("storage", options["--storage-account"])
            put("container", {"name": options["--name"]})
        case "storage container-rm delete":
            remove("container")
        case "role assignment list":
            return [found for found in state.get("roles", []) if found["scope"] == options["--scope"]]
        case "role assignment create":
            assign(state, options["--scope"], options["--assignee-object-id"], options["--role"])
        case "role assignment delete":
            state["roles"] = [found for found in state["roles"] if found["id"] != options["--ids"]]
        case _:
            raise Refused(f"the stand-in does not know: az {command}")
    return None


def attach(state, options):
    if "--attach-acr" in options:
        scope = state["acr"][options["--attach-acr"]]["id"]
        assign(state, scope, "55555555-5555-4555-8555-555555555555", "AcrPull")


def assign(state, scope, principal, role):
    roles = state.setdefault("roles", [])
    roles.append(
        {
            "id": f"{scope}/providers/Microsoft.Authorization/roleAssignments/{len(roles)}",
            "scope": scope,
            "principalId": principal,
            "roleDefinitionName": role,
        }
    )


def run(folder, words):
    """The exit code, what is said on standard error, and what is said on standard output."""
    with open(f"{folder}/calls", "a", encoding="utf-8") as calls:
        calls.write(json.dumps(words) + "\n")
    with open(f"{folder}/state.json", encoding="utf-8") as file:
        state = json.load(file)
    command, options = parse(words)
    if state.get("refused") == command:
        return 1, "ERROR: (AuthorizationFailed) not allowed\n", ""
    try:
        result = answer(state, command, options)
    except Missing as missing:
        return 3, f"ERROR: {missing}\n", ""
    except Refused as refused:
        return 1, f"ERROR: {refused}\n", ""
    finally:
        with open(f"{folder}/state.json", "w", encoding="utf-8") as file:
            json.dump(state, file)
    if options.get("--query"):
        result = jmespath.search(options["--query"], result)
    if result is None or options.get("--output") == "none":
        return 0, "", ""
    if options.get("--output") == "tsv":
        return 0, "", format_tsv(CommandResultItem(result))
    return 0, "", json.dumps(result) + "\n"


class Call(socketserver.StreamRequestHandler):
    """One call of az."""

    def word(self):
        read = bytearray()
        while (byte := self.rfile.read(1)) != b"\0":
            if not byte:
                raise EOFError("the caller has gone")
            read += byte
        return read.decode()

    def handle(self):
        count = int(self.word())
        folder = self.word()
        words = [self.word() for _ in range(count)]
        try:
            said = run(folder, words)
        except Exception:
            said = 70, traceback.format_exc(), ""
        self.wfile.write("".join(f"{part}\0" for part in said).encode())


class Server(socketserver.TCPServer):
    """One call after the other, so that none meets the state of another half written."""

    request_queue_size = 64


with Server(("127.0.0.1", 0), Call) as server:
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    print(server.server_address[1], flush=True)
    server.serve_forever()
