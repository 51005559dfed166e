#!/usr/bin/env bash
# Lists what setup.sh has created, and with --yes deletes it. Data, account and cluster only if an option names them.
set -euo pipefail

here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
config=$here/../k8s/common/config.env
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# shellcheck source=functions.sh
. "$here/functions.sh"

usage() {
    cat <<'TEXT'
Usage: teardown.sh --resource-group RG --storage-account ACCOUNT [options]

  --cluster NAME, --cluster-resource-group RG, --storage-resource-group RG, --identity NAME, --app-registration,
  --config FILE      as for setup.sh
  --data             also the container with every blob in it
  --with-account     also the storage account with everything in it
  --with-cluster     also the cluster with everything in it
  --yes              delete; without it, only list

Always deleted: the namespace, the role assignments of the identity, and the identity with its federated credentials.
Never deleted: the registry and the resource group. Use az acr delete and az group delete.
TEXT
}

cluster_group='' storage_group=''
resource_group='' account='' cluster=aks-blobdrop identity=id-blobdrop kind=managed-identity
pretend=yes data=no with_account=no with_cluster=no changes=0
while [ $# -gt 0 ]; do
    case $1 in
        --app-registration) kind=application ;;
        --data) data=yes ;;
        --with-account) with_account=yes ;;
        --with-cluster) with_cluster=yes ;;
        --yes) pretend=no ;;
        -h | --help)
            usage
            exit
            ;;
        --resource-group | --storage-account | --cluster | --identity | --config \
            | --cluster-resource-group | --storage-resource-group)
            [ -n "${2:-}" ] || die "$1 needs a value"
            case $1 in
                --resource-group) resource_group=$2 ;;
                --storage-account) account=$2 ;;
                --cluster) cluster=$2 ;;
                --cluster-resource-group) cluster_group=$2 ;;
                --storage-resource-group) storage_group=$2 ;;
                --identity) identity=$2 ;;
                --config) config=$2 ;;
            esac
            shift
            ;;
        *) die "unknown option $1 (--help)" ;;
    esac
    shift
done
[ -n "$resource_group" ] || die '--resource-group is missing (--help)'
[ -n "$account" ] || die '--storage-account is missing (--help)'
cluster_group=${cluster_group:-$resource_group}
storage_group=${storage_group:-$resource_group}
read_config

signed_in
echo "Subscription  $subscription"

# Finds everything first, then lists it, then deletes it.
cluster_id=$(ask az aks show --name "$cluster" --resource-group "$cluster_group" --query id -o tsv)
account_id=$(ask az storage account show --name "$account" --resource-group "$storage_group" --query id -o tsv)
if [ "$kind" = managed-identity ]; then
    principal=$(ask az identity show --name "$identity" --resource-group "$resource_group" --query principalId -o tsv)
    client_id=
else
    count=$(ask az ad app list --filter "displayName eq '$identity'" --query 'length(@)' -o tsv)
    [ "$count" -le 1 ] || die "$count applications are called $identity; delete the right one by its id: az ad app delete"
    client_id=$(ask az ad app list --filter "displayName eq '$identity'" --query '[0].appId' -o tsv)
    principal=
    [ -z "$client_id" ] || principal=$(ask az ad sp list --filter "appId eq '$client_id'" --query '[0].id' -o tsv)
fi
there=
assignments=
if [ -n "$account_id" ]; then
    scope=$account_id/blobServices/default/containers/$container
    there=$(ask az storage container-rm exists --name "$container" --storage-account "$account" \
        --resource-group "$storage_group" --query exists -o tsv)
    if [ -n "$principal" ]; then
        assignments=$(ask az role assignment list --scope "$scope" --query "[?principalId=='$principal'].id" -o tsv)
    fi
fi

# $1 "yes" to delete, $2 the resource
list() {
    if [ "$1" = yes ]; then
        echo "  delete  $2"
    else
        echo "  keep    $2"
    fi
}
echo 'Found:'
[ -z "$cluster_id" ] || list yes "namespace $namespace in cluster $cluster"
[ -z "$assignments" ] || while IFS= read -r assignment; do list yes "$assignment"; done <<<"$assignments"
[ -z "$principal$client_id" ] || list yes "$kind $identity with its federated credentials"
[ "$there" != true ] || list "$([ "$data$with_account" = nono ] && echo no || echo yes)" \
    "container $container of $account, with every blob in it"
[ -z "$account_id" ] || list "$with_account" "storage account $account"
[ -z "$cluster_id" ] || list "$with_cluster" "cluster $cluster"
[ "$pretend" = no ] || echo 'With --yes, these commands run:'

if [ -n "$cluster_id" ] && [ "$with_cluster" = no ]; then
    export KUBECONFIG=$scratch/kubeconfig
    if [ "$pretend" = no ]; then
        az aks get-credentials --name "$cluster" --resource-group "$cluster_group" --file "$KUBECONFIG" -o none
    fi
    change kubectl delete namespace "$namespace" --ignore-not-found
fi
if [ -n "$assignments" ]; then
    while IFS= read -r assignment; do
        change az role assignment delete --ids "$assignment" -o none </dev/null
    done <<<"$assignments"
fi
if [ "$kind" = managed-identity ] && [ -n "$principal" ]; then
    change az identity delete --name "$identity" --resource-group "$resource_group" -o none
fi
if [ -n "$client_id" ]; then
    change az ad app delete --id "$client_id" -o none
fi
if [ "$data" = yes ] && [ "$with_account" = no ] && [ "$there" = true ]; then
    change az storage container-rm delete --name "$container" --storage-account "$account" \
        --resource-group "$storage_group" --yes -o none
fi
if [ "$with_account" = yes ] && [ -n "$account_id" ]; then
    change az storage account delete --name "$account" --resource-group "$storage_group" --yes -o none
fi
if [ "$with_cluster" = yes ] && [ -n "$cluster_id" ]; then
    change az aks delete --name "$cluster" --resource-group "$cluster_group" --yes -o none
fi
case $pretend/$changes in
    */0) echo 'Nothing to delete.' ;;
    yes/*) echo 'Nothing was deleted.' ;;
    *) echo "$changes deleted." ;;
esac
