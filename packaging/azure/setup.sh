#!/usr/bin/env bash
# Makes in Azure what Blobdrop's pods need, and fills in packaging/k8s/common/config.env.
# What is there already stays as it is: a second run changes nothing.
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

  --resource-group RG       holds everything; made if it is not there
  --storage-account ACCOUNT 3 to 24 small letters and digits, unique in all of Azure
  --location PLACE          for what is made (default: westeurope)
  --cluster NAME            the AKS cluster (default: aks-blobdrop)
  --identity NAME           the managed identity, or the application (default: id-blobdrop)
  --app-registration        an application registration instead of a managed identity
  --registry NAME           a container registry that the cluster may pull from
  --image-source IMAGE      import this image into the registry as blobdrop:VERSION
  --image-version VERSION   (default: 0.1.0)
  --config FILE             instead of packaging/k8s/common/config.env
  --apply                   afterwards, kubectl apply -k packaging/k8s/base
  --dry-run                 say what would be done, change nothing

Namespace and container are those of config.env. Nothing is ever deleted.
TEXT
}

resource_group='' account='' location=westeurope cluster=aks-blobdrop identity=id-blobdrop
registry='' image_source='' image_version=0.1.0 kind=managed-identity apply=no pretend=no changes=0
while [ $# -gt 0 ]; do
    case $1 in
        --app-registration) kind=application ;;
        --apply) apply=yes ;;
        --dry-run) pretend=yes ;;
        -h | --help)
            usage
            exit
            ;;
        --resource-group | --storage-account | --location | --cluster | --identity | --registry \
            | --image-source | --image-version | --config)
            [ -n "${2:-}" ] || die "$1 needs a value"
            case $1 in
                --resource-group) resource_group=$2 ;;
                --storage-account) account=$2 ;;
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
[[ $account =~ ^[a-z0-9]{3,24}$ ]] || die '--storage-account must be 3 to 24 small letters and digits (--help)'
[[ $identity =~ ^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$ ]] || die "--identity cannot be '$identity'"
[ -z "$image_source" ] || [ -n "$registry" ] || die '--image-source needs --registry'
read_config
subject=system:serviceaccount:$namespace:blobdrop
audience=api://AzureADTokenExchange
role='Storage Blob Data Contributor'
unknown='(known once it is made)'

signed_in
cat <<TEXT
Subscription      $subscription
Resource group    $resource_group in $location
Cluster           $cluster, with OIDC issuer and workload identity
Identity          $identity ($kind), for $subject
Storage account   $account, container $container
Role              $role on the container, for the identity and for you
Registry          ${registry:-none}
TEXT
[ "$pretend" = no ] || echo 'This is a dry run: what has a + is not done.'

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
    found=$(ask az acr show --name "$registry" --resource-group "$resource_group" --query id -o tsv)
    if [ -z "$found" ]; then
        change az acr create --name "$registry" --resource-group "$resource_group" \
            --location "$location" --sku Basic --admin-enabled false -o none
    fi
    [ -n "$image_source" ] || return 0
    # The tags of a registry that was just made are none; az has no answer 3 for a missing repository.
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
    enabled=$(ask az aks show --name "$cluster" --resource-group "$resource_group" --query \
        "join(' ', [to_string(oidcIssuerProfile.enabled), to_string(securityProfile.workloadIdentity.enabled)])" -o tsv)
    if [ -z "$enabled" ]; then
        change az aks create --name "$cluster" --resource-group "$resource_group" --location "$location" \
            --enable-oidc-issuer --enable-workload-identity --enable-managed-identity --no-ssh-key \
            ${registry:+--attach-acr "$registry"} -o none
    else
        [ "$enabled" = 'true true' ] || change az aks update --name "$cluster" --resource-group "$resource_group" \
            --enable-oidc-issuer --enable-workload-identity -o none
        if [ -n "$registry" ]; then
            kubelet=$(ask az aks show --name "$cluster" --resource-group "$resource_group" \
                --query identityProfile.kubeletidentity.objectId -o tsv)
            scope=$(ask az acr show --name "$registry" --resource-group "$resource_group" --query id -o tsv)
            pulls=
            if [ -n "$scope" ]; then
                pulls=$(assigned "$scope" "$kubelet" AcrPull)
            fi
            [ -n "$pulls" ] || change az aks update --name "$cluster" --resource-group "$resource_group" \
                --attach-acr "$registry" -o none
        fi
    fi
    issuer=$(ask az aks show --name "$cluster" --resource-group "$resource_group" \
        --query oidcIssuerProfile.issuerUrl -o tsv)
    if [ -z "$issuer" ] && [ "$pretend" = yes ]; then
        issuer=$unknown
        return
    fi
    # Entra compares the issuer letter by letter, the last slash too.
    [[ $issuer =~ ^https://.*/$ ]] || die "the cluster's issuer is '$issuer', which is not https://.../"
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
    local verb=create
    [ -z "$trust" ] || verb=update
    [ "$trust" = "$issuer $subject $audience" ] || change_soon az identity federated-credential "$verb" \
        --name "$credential" --identity-name "$identity" --resource-group "$resource_group" \
        --issuer "$issuer" --subject "$subject" --audiences "$audience" -o none
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
        change az ad app federated-credential update --id "$client_id" --federated-credential-id "$credential" \
            --parameters "$json" -o none
    fi
}

# $1 ask or await
service_principal() {
    "$1" az ad sp list --filter "appId eq '$client_id'" --query '[0].id' -o tsv
}

storage() {
    echo 'Storage account'
    local safety
    safety=$(ask az storage account show --name "$account" --resource-group "$resource_group" --query \
        "join(' ', [to_string(allowSharedKeyAccess), to_string(minimumTlsVersion), to_string(allowBlobPublicAccess)])" -o tsv)
    case $safety in
        '')
            change az storage account create --name "$account" --resource-group "$resource_group" \
                --location "$location" --sku Standard_LRS --kind StorageV2 --min-tls-version TLS1_2 \
                --allow-shared-key-access false --allow-blob-public-access false -o none
            ;;
        'false TLS1_2 false' | 'false TLS1_3 false') ;;
        *)
            echo "  ! $account is left as it is: shared keys, TLS version, public blobs are: $safety"
            echo '    safe is: false TLS1_2 false (az storage account update)'
            ;;
    esac
    account_id=$(ask az storage account show --name "$account" --resource-group "$resource_group" --query id -o tsv)

    echo 'Container'
    # By the control plane, which needs neither an account key nor a role on data.
    local there=
    if [ -n "$account_id" ]; then
        there=$(ask az storage container-rm exists --name "$container" --storage-account "$account" \
            --resource-group "$resource_group" --query exists -o tsv)
    fi
    [ "$there" = true ] || change az storage container-rm create --name "$container" \
        --storage-account "$account" --resource-group "$resource_group" -o none
}

# The assignment of role $3 to principal $2 on exactly the scope $1.
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
        echo '  no person is signed in, so nobody else is given the role'
    fi
}

values() {
    echo 'config.env'
    local server=
    configure CLIENT_ID "${client_id:-$unknown}"
    configure TENANT_ID "${tenant:-$unknown}"
    configure STORAGE_ACCOUNT_URL "https://$account.blob.core.windows.net"
    [ -n "$registry" ] || return 0
    server=$(ask az acr show --name "$registry" --resource-group "$resource_group" --query loginServer -o tsv)
    configure IMAGE "${server:-$unknown}/blobdrop:$image_version"
}

# In a kubeconfig of its own: the one of the person at the keyboard stays as it is.
manifests() {
    [ "$apply" = yes ] || return 0
    echo 'Manifests'
    [ "$config" -ef "$manifests/common/config.env" ] || die '--apply works with packaging/k8s/common/config.env only'
    if [ "$pretend" = yes ]; then
        change kubectl apply -k "$manifests/base"
        return
    fi
    export KUBECONFIG=$scratch/kubeconfig
    az aks get-credentials --name "$cluster" --resource-group "$resource_group" --file "$KUBECONFIG" -o none
    kubectl apply -k "$manifests/base"
}

credential=blobdrop-$cluster-$namespace
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

echo
case $pretend/$changes in
    */0) echo 'Everything is there already; nothing was changed.' ;;
    yes/*) echo "$changes changes would be made." ;;
    *) echo "$changes changes made. A new federated credential takes some minutes to work, a new role up to ten." ;;
esac
