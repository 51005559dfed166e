# shellcheck shell=bash
# Shared by setup.sh and teardown.sh. They set $config, $scratch (a temporary folder) and $pretend ("yes": change
# nothing).
# shellcheck disable=SC2154

# Prints an error and ends the script.
die() {
    printf 'Error: %s\n' "$1" >&2
    exit 1
}

# Prints a command as a user can paste it.
spelled() {
    local quoted
    printf -v quoted '%q ' "$@"
    printf '%s\n' "${quoted% }"
}

# Runs a query and prints its answer, or nothing if the resource does not exist (az exits with 3). Any other failure ends
# the script, because "not allowed to see it" does not mean "not there".
ask() {
    local answer status=0
    answer=$("$@" 2>"$scratch/stderr") || status=$?
    case $status in
        0) printf '%s\n' "$answer" ;;
        3) ;;
        *)
            cat "$scratch/stderr" >&2
            die "command failed: $(spelled "$@")"
            ;;
    esac
}

# Like ask, for a resource that was just created: retries for up to a minute until there is an answer.
await() {
    local answer end=$((SECONDS + 60))
    while :; do
        answer=$(ask "$@") || exit 1
        if [ -n "$answer" ] || [ "$pretend" = yes ]; then
            printf '%s\n' "$answer"
            return
        fi
        [ "$SECONDS" -lt "$end" ] || die "still no answer after a minute: $(spelled "$@")"
        sleep 5
    done
}

# Prints a change, and makes it unless this is a dry run.
change() {
    printf '  + %s\n' "$(spelled "$@")"
    changes=$((changes + 1))
    [ "$pretend" = yes ] || "$@"
}

# Like change, for a change that needs confirmation. $1 is the reason, which setup.sh lists before it asks.
change_asked() {
    local why=$1
    shift
    if [ "$pretend" = yes ]; then
        printf '  %s: %s\n' "$(words "$@")" "$why" >>"$scratch/asked"
    fi
    change "$@"
}

# Prints the command without its options.
words() {
    local said=
    while [ $# -gt 0 ] && [[ $1 != -* ]]; do
        said+="$1 "
        shift
    done
    printf '%s\n' "${said% }"
}

# Ends the script if the resource to be created exists in another resource group. $1 is the resource, $2 the option that
# names its group, then the command that finds the group. Without permission for that command there is no check.
not_elsewhere() {
    local what=$1 option=$2 group
    shift 2
    group=$("$@" 2>/dev/null) || return 0
    [ -z "$group" ] || die "$what is in the resource group $group. Add $option $group"
}

# Like change, but retries for up to a minute: a new resource is not visible everywhere at once.
change_soon() {
    local end=$((SECONDS + 60))
    change "$@" && return
    while [ "$SECONDS" -lt "$end" ]; do
        echo '    not ready yet; trying again in 5 s'
        sleep 5
        if "$@"; then
            return
        fi
    done
    die "command failed for a minute: $(spelled "$@")"
}

# Prints the value of $1 in config.env.
configured() {
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            "$1="*) printf '%s\n' "${line#*=}" ;;
        esac
    done <"$config"
}

# Reads $namespace and $container from config.env; both are required.
read_config() {
    [ -r "$config" ] || die "cannot read $config"
    namespace=$(configured NAMESPACE)
    container=$(configured BLOBDROP_CONTAINER)
    [ -n "$namespace" ] || die "$config does not set NAMESPACE"
    [ -n "$container" ] || die "$config does not set BLOBDROP_CONTAINER"
}

# Sets $1 to $2 in config.env.
configure() {
    local old line
    old=$(configured "$1")
    [ "$old" != "$2" ] || return 0
    printf '  + %s=%s\n' "$1" "$2"
    changes=$((changes + 1))
    [ "$pretend" = yes ] && return
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            "$1="*) printf '%s=%s\n' "$1" "$2" ;;
            *) printf '%s\n' "$line" ;;
        esac
    done <"$config" >"$scratch/config"
    cat "$scratch/config" >"$config"
}

signed_in() {
    command -v az >/dev/null || die 'the Azure CLI is not installed: https://aka.ms/azure-cli'
    local version
    version=$(ask az version --query '"azure-cli"' -o tsv)
    printf '2.47.0\n%s\n' "$version" | sort -V -C \
        || die "the Azure CLI is version $version; 2.47.0 or newer is required (az upgrade)"
    subscription=$(ask az account show --query "join(' ', [name, id])" -o tsv)
    [ -n "$subscription" ] || die 'you are not signed in (az login)'
}
