#!/usr/bin/env bash
# Creates in Azure what Blobdrop's pods need, and fills in packaging/k8s/common/config.env.
# It never changes what already exists, so a second run changes nothing. It asks before anything that costs money, cannot
# be undone or replaces something.
set -euo pipefail

here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
manifests=$here/../k8s
config=$manifests/common/config.env
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# shellcheck source=functions.sh
. "$here/functions.sh"

usage() {
    cat <<'TEXT'
Usage: setup.sh --resource-group RG --storage-account ACCOUNT [options]

  --resource-group RG            for the identity and everything created; created if it does not exist
  --storage-account ACCOUNT      3 to 24 lower-case letters and digits, unique in all of Azure
  --storage-resource-group RG    if the account is in another resource group
  --location PLACE               for everything created (default: westeurope)
  --cluster NAME                 the AKS cluster (default: aks-blobdrop)
  --cluster-resource-group RG    if the cluster is in another resource group
  --create-cluster               create the cluster if it does not exist; its nodes cost money
  --identity NAME                the managed identity, or the application (default: id-blobdrop)
  --app-registration             use an application registration instead of a managed identity
  --registry NAME                a container registry that the cluster may pull from
  --registry-resource-group RG   if the registry is in another resource group
  --image-source IMAGE           import this image into the registry as blobdrop:VERSION
  --image-version VERSION        (default: 0.1.0)
  --config FILE                  instead of packaging/k8s/common/config.env
  --apply                        then run kubectl apply -k packaging/k8s/base
  --dry-run                      print the plan, change nothing
  --yes                          do not ask

Before anything that costs money, cannot be undone or replaces something (a new account or registry, the OIDC issuer of
a cluster in use, the issuer that an identity trusts), setup.sh shows the whole plan and asks once. Without a terminal it
stops there unless --yes is given.
Namespace and container come from config.env. setup.sh never deletes anything.
TEXT
}

resource_group='' account='' location=westeurope cluster=aks-blobdrop identity=id-blobdrop
cluster_group='' registry_group='' storage_group='' create_cluster=no agreed=no
registry='' image_source='' image_version=0.1.0 kind=managed-identity apply=no pretend=no changes=0
while [ $# -gt 0 ]; do
    case $1 in
        --app-registration) kind=application ;;
        --apply) apply=yes ;;
        --create-cluster) create_cluster=yes ;;
        --dry-run) pretend=yes ;;
        -y | --yes) agreed=yes ;;
        -h | --help)
            usage
            exit
            ;;
        --resource-group | --storage-account | --location | --cluster | --identity | --registry \
            | --cluster-resource-group | --registry-resource-group | --storage-resource-group \
            | --image-source | --image-version | --config)
            [ -n "${2:-}" ] || die "$1 needs a value"
            case $1 in
                --resource-group) resource_group=$2 ;;
                --storage-account) account=$2 ;;
                --cluster-resource-group) cluster_group=$2 ;;
                --registry-resource-group) registry_group=$2 ;;
                --storage-resource-group) storage_group=$2 ;;
                --location) location=$2 ;;
                --cluster) cluster=$2 ;;
                --identity) identity=$2 ;;
                --registry) registry=$2 ;;
                --image-source) image_source=$2 ;;
                --image-version) image_version=$2 ;;
                --config) config=$2 ;;
            esac
            shift
            ;;
        *) die "unknown option $1 (--help)" ;;
    esac
    shift
done
[ -n "$resource_group" ] || die '--resource-group is missing (--help)'
[[ $account =~ ^[a-z0-9]{3,24}$ ]] || die '--storage-account must be 3 to 24 lower-case letters and digits (--help)'
[[ $identity =~ ^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$ ]] || die "--identity is not a valid name: '$identity'"
[ -z "$image_source" ] || [ -n "$registry" ] || die '--image-source needs --registry'
[ -z "$registry_group" ] || [ -n "$registry" ] || die '--registry-resource-group needs --registry'
cluster_group=${cluster_group:-$resource_group}
registry_group=${registry_group:-$resource_group}
storage_group=${storage_group:-$resource_group}
read_config
subject=system:serviceaccount:$namespace:blobdrop
audience=api://AzureADTokenExchange
role='Storage Blob Data Contributor'
unknown='(known after creation)'

signed_in
cat <<TEXT
Subscription      $subscription
Resource group    $resource_group in $location
Cluster           $cluster in $cluster_group, with OIDC issuer and workload identity
Identity          $identity ($kind), for $subject
Storage account   $account in $storage_group, container $container
Role              $role on the container, for the identity and for you
Registry          ${registry:-none}${registry:+ in $registry_group}
TEXT
[ "$pretend" = no ] || echo 'This is a dry run: lines with a + show what would be done.'

resource_group() {
    echo 'Resource group'
    local found
    found=$(ask az group exists --name "$resource_group" -o tsv)
    [ "$found" = true ] || change az group create --name "$resource_group" --location "$location" -o none
}

registry() {
    [ -n "$registry" ] || return 0
    echo 'Registry'
    local found
    found=$(ask az acr show --name "$registry" --resource-group "$registry_group" --query id -o tsv)
    if [ -z "$found" ]; then
        not_elsewhere "the registry $registry" --registry-resource-group \
            az acr list --query "[?name=='$registry'] | [0].resourceGroup" -o tsv
        change_asked 'costs money as long as it exists' \
            az acr create --name "$registry" --resource-group "$registry_group" \
            --location "$location" --sku Basic --admin-enabled false -o none
    fi
    [ -n "$image_source" ] || return 0
    # A new registry has no tags, and az does not exit with 3 for a missing repository.
    if [ -n "$found" ]; then
        found=$(ask az acr repository list --name "$registry" --query "[?@=='blobdrop'] | [0]" -o tsv)
    fi
    if [ -n "$found" ]; then
        found=$(ask az acr repository show-tags --name "$registry" --repository blobdrop \
            --query "[?@=='$image_version'] | [0]" -o tsv)
    fi
    [ -n "$found" ] || change az acr import --name "$registry" --source "$image_source" \
        --image "blobdrop:$image_version" -o none
}

cluster() {
    echo 'Cluster'
    local enabled kubelet scope pulls
    enabled=$(ask az aks show --name "$cluster" --resource-group "$cluster_group" --query \
        "join(' ', [to_string(oidcIssuerProfile.enabled), to_string(securityProfile.workloadIdentity.enabled)])" -o tsv)
    if [ -z "$enabled" ] && [ "$create_cluster" = no ]; then
        not_elsewhere "the cluster $cluster" --cluster-resource-group \
            az aks list --query "[?name=='$cluster'] | [0].resourceGroup" -o tsv
        die "there is no cluster $cluster in the resource group $cluster_group. Name yours with --cluster and \
--cluster-resource-group, or add --create-cluster to create one, which costs money"
    fi
    if [ -z "$enabled" ]; then
        # --create-cluster is the consent.
        change az aks create --name "$cluster" --resource-group "$cluster_group" --location "$location" \
            --enable-oidc-issuer --enable-workload-identity --enable-managed-identity --no-ssh-key \
            ${registry:+--attach-acr "$registry"} -o none
    else
        [ "$enabled" = 'true true' ] \
            || change_asked 'restarts the API server of a cluster in use; the OIDC issuer cannot be disabled again' \
                az aks update --name "$cluster" --resource-group "$cluster_group" \
                --enable-oidc-issuer --enable-workload-identity -o none
        if [ -n "$registry" ]; then
            kubelet=$(ask az aks show --name "$cluster" --resource-group "$cluster_group" \
                --query identityProfile.kubeletidentity.objectId -o tsv)
            scope=$(ask az acr show --name "$registry" --resource-group "$registry_group" --query id -o tsv)
            pulls=
            if [ -n "$scope" ]; then
                pulls=$(assigned "$scope" "$kubelet" AcrPull)
            fi
            [ -n "$pulls" ] || change_asked "lets every pod of $cluster pull every image of $registry" \
                az aks update --name "$cluster" --resource-group "$cluster_group" --attach-acr "$registry" -o none
        fi
    fi
    issuer=$(ask az aks show --name "$cluster" --resource-group "$cluster_group" \
        --query oidcIssuerProfile.issuerUrl -o tsv)
    if [ -z "$issuer" ] && [ "$pretend" = yes ]; then
        issuer=$unknown
        return
    fi
    # Entra ID compares the issuer character by character, including the last slash.
    [[ $issuer =~ ^https://.*/$ ]] || die "the cluster's issuer is '$issuer', but must be https://.../"
}

managed_identity() {
    echo 'Managed identity'
    local trust
    local show=(az identity show --name "$identity" --resource-group "$resource_group" -o tsv --query)
    client_id=$(ask "${show[@]}" clientId)
    if [ -z "$client_id" ]; then
        change az identity create --name "$identity" --resource-group "$resource_group" --location "$location" -o none
        client_id=$(await "${show[@]}" clientId)
    fi
    principal=$(ask "${show[@]}" principalId)
    tenant=$(ask "${show[@]}" tenantId)

    echo 'Federated credential'
    trust=$(ask az identity federated-credential show --name "$credential" --identity-name "$identity" \
        --resource-group "$resource_group" --query "join(' ', [issuer, subject, audiences[0]])" -o tsv)
    local given=(--name "$credential" --identity-name "$identity" --resource-group "$resource_group"
        --issuer "$issuer" --subject "$subject" --audiences "$audience" -o none)
    if [ -z "$trust" ]; then
        change_soon az identity federated-credential create "${given[@]}"
    elif [ "$trust" != "$issuer $subject $audience" ]; then
        change_asked "replaces what $identity trusts now: $trust" \
            az identity federated-credential update "${given[@]}"
    fi
}

application() {
    echo 'Application'
    local count trust json
    local list=(az ad app list --filter "displayName eq '$identity'" -o tsv --query)
    count=$(ask "${list[@]}" 'length(@)')
    [ "$count" -le 1 ] || die "$count applications are called $identity; choose another --identity"
    if [ "$count" = 0 ]; then
        change az ad app create --display-name "$identity" --sign-in-audience AzureADMyOrg -o none
    fi
    client_id=$(await "${list[@]}" '[0].appId')
    tenant=$(ask az account show --query tenantId -o tsv)
    principal=
    if [ -n "$client_id" ]; then
        principal=$(service_principal ask)
    fi
    if [ -z "$principal" ]; then
        change_soon az ad sp create --id "${client_id:-$unknown}" -o none
        [ "$pretend" = yes ] || principal=$(service_principal await)
    fi

    echo 'Federated credential'
    trust=
    if [ -n "$client_id" ]; then
        trust=$(ask az ad app federated-credential list --id "$client_id" \
            --query "[?name=='$credential'].join(' ', [issuer, subject, audiences[0]]) | [0]" -o tsv)
    fi
    printf -v json '{"name":"%s","issuer":"%s","subject":"%s","audiences":["%s"]}' \
        "$credential" "$issuer" "$subject" "$audience"
    if [ -z "$trust" ]; then
        change_soon az ad app federated-credential create --id "${client_id:-$unknown}" --parameters "$json" -o none
    elif [ "$trust" != "$issuer $subject $audience" ]; then
        change_asked "replaces what $identity trusts now: $trust" az ad app federated-credential update \
            --id "$client_id" --federated-credential-id "$credential" --parameters "$json" -o none
    fi
}

# $1 ask or await
service_principal() {
    "$1" az ad sp list --filter "appId eq '$client_id'" --query '[0].id' -o tsv
}

storage() {
    echo 'Storage account'
    local safety
    safety=$(ask az storage account show --name "$account" --resource-group "$storage_group" --query \
        "join(' ', [to_string(allowSharedKeyAccess), to_string(minimumTlsVersion), to_string(allowBlobPublicAccess)])" -o tsv)
    case $safety in
        '')
            not_elsewhere "the storage account $account" --storage-resource-group \
                az storage account list --query "[?name=='$account'] | [0].resourceGroup" -o tsv
            change_asked 'costs money for what is stored in it' \
                az storage account create --name "$account" --resource-group "$storage_group" \
                --location "$location" --sku Standard_LRS --kind StorageV2 --min-tls-version TLS1_2 \
                --allow-shared-key-access false --allow-blob-public-access false -o none
            ;;
        'false TLS1_2 false' | 'false TLS1_3 false') ;;
        *)
            echo "  ! $account exists and is not changed. Shared keys, TLS version, public blobs: $safety"
            echo '    recommended: false TLS1_2 false (az storage account update)'
            ;;
    esac
    account_id=$(ask az storage account show --name "$account" --resource-group "$storage_group" --query id -o tsv)

    echo 'Container'
    # Through the control plane, which needs neither an account key nor a data role.
    local there=
    if [ -n "$account_id" ]; then
        there=$(ask az storage container-rm exists --name "$container" --storage-account "$account" \
            --resource-group "$storage_group" --query exists -o tsv)
    fi
    [ "$there" = true ] || change az storage container-rm create --name "$container" \
        --storage-account "$account" --resource-group "$storage_group" -o none
}

# Prints the assignment of role $3 to principal $2 on exactly the scope $1.
assigned() {
    ask az role assignment list --scope "$1" --query \
        "[?principalId=='$2' && roleDefinitionName=='$3'] | [0].id" -o tsv
}

# $1 object id, $2 its kind
may_write() {
    local scope=${account_id:-$unknown}/blobServices/default/containers/$container found=
    if [ -n "$account_id" ] && [ -n "$1" ]; then
        found=$(assigned "$scope" "$1" "$role")
    fi
    [ -n "$found" ] || change_soon az role assignment create --role "$role" --scope "$scope" \
        --assignee-object-id "${1:-$unknown}" --assignee-principal-type "$2" -o none
}

roles() {
    echo 'Role of the identity'
    may_write "$principal" ServicePrincipal
    echo 'Your role'
    local person type
    type=$(ask az account show --query user.type -o tsv)
    if [ "$type" = user ]; then
        person=$(ask az ad signed-in-user show --query id -o tsv)
        may_write "$person" User
    else
        echo "  you are signed in as a $type, so only the identity gets the role"
    fi
}

values() {
    echo 'config.env'
    local server=
    configure CLIENT_ID "${client_id:-$unknown}"
    configure TENANT_ID "${tenant:-$unknown}"
    configure STORAGE_ACCOUNT_URL "https://$account.blob.core.windows.net"
    [ -n "$registry" ] || return 0
    server=$(ask az acr show --name "$registry" --resource-group "$registry_group" --query loginServer -o tsv)
    configure IMAGE "${server:-$unknown}/blobdrop:$image_version"
}

# Uses a temporary kubeconfig, so that the user's own stays unchanged.
manifests() {
    [ "$apply" = yes ] || return 0
    echo 'Manifests'
    [ "$config" -ef "$manifests/common/config.env" ] || die '--apply works with packaging/k8s/common/config.env only'
    if [ "$pretend" = yes ]; then
        change kubectl apply -k "$manifests/base"
        return
    fi
    export KUBECONFIG=$scratch/kubeconfig
    az aks get-credentials --name "$cluster" --resource-group "$cluster_group" --file "$KUBECONFIG" -o none
    kubectl apply -k "$manifests/base"
}

everything() {
    resource_group
    registry
    cluster
    case $kind in
        managed-identity) managed_identity ;;
        application) application ;;
    esac
    storage
    roles
    values
    manifests
}

# Makes a dry run of everything first, and asks if a change needs confirmation.
agree() {
    pretend=yes changes=0 everything >"$scratch/plan"
    [ -s "$scratch/asked" ] || return 0
    cat "$scratch/plan"
    printf '\nThese changes need your confirmation:\n'
    cat "$scratch/asked"
    [ -t 0 ] || die 'confirmation is needed and there is no terminal. Nothing was changed. To confirm, add --yes'
    local answer=
    read -r -p 'Make all these changes? [y/N] ' answer || true
    case $answer in
        y | Y | yes | Yes | YES) echo ;;
        *) die 'nothing was changed' ;;
    esac
}

credential=blobdrop-$cluster-$namespace
[ "$pretend$agreed" != nono ] || agree
everything

echo
case $pretend/$changes in
    */0) echo 'Everything exists already; nothing was changed.' ;;
    yes/*) echo "$changes changes would be made." ;;
    *) echo "$changes changes made. A new federated credential can take a few minutes to work, a new role up to 10." ;;
esac
