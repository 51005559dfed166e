# shellcheck shell=bash
# What setup.sh and teardown.sh share. They set $config, $scratch (a folder of the run's own) and $pretend ("yes" when
# nothing may be changed).
# shellcheck disable=SC2154

# Ends the script.
die() {
    printf 'Error: %s\n' "$1" >&2
    exit 1
}

# The words as a shell reads them, to be shown.
spelled() {
    local quoted
    printf -v quoted '%q ' "$@"
    printf '%s\n' "${quoted% }"
}

# Asks Azure and prints its answer: nothing when there is no such thing, which az tells by exit code 3. Any other
# failure ends the script, because "not allowed to see it" is not "not there".
ask() {
    local answer status=0
    answer=$("$@" 2>"$scratch/said") || status=$?
    case $status in
        0) printf '%s\n' "$answer" ;;
        3) ;;
        *)
            cat "$scratch/said" >&2
            die "this failed: $(spelled "$@")"
            ;;
    esac
}

# The same for what was made a moment ago: asks up to a minute long, until there is an answer.
await() {
    local answer end=$((SECONDS + 60))
    while :; do
        answer=$(ask "$@") || exit 1
        if [ -n "$answer" ] || [ "$pretend" = yes ]; then
            printf '%s\n' "$answer"
            return
        fi
        [ "$SECONDS" -lt "$end" ] || die "there is no answer yet: $(spelled "$@")"
        sleep 5
    done
}

# Says a change, and makes it unless this is a dry run.
change() {
    printf '  + %s\n' "$(spelled "$@")"
    changes=$((changes + 1))
    [ "$pretend" = yes ] || "$@"
}

# The same for a change that must not happen unasked: $1 says why, in the list that setup.sh shows before its question.
change_asked() {
    local why=$1
    shift
    if [ "$pretend" = yes ]; then
        printf '  %s: %s\n' "$(words "$@")" "$why" >>"$scratch/asked"
    fi
    change "$@"
}

# The command without its options.
words() {
    local said=
    while [ $# -gt 0 ] && [[ $1 != -* ]]; do
        said+="$1 "
        shift
    done
    printf '%s\n' "${said% }"
}

# Ends the script when what it is about to create exists in another resource group: $1 what it is, $2 the option that
# names its group, then the command that finds the group. Who may not look everywhere is not told.
not_elsewhere() {
    local what=$1 option=$2 group
    shift 2
    group=$("$@" 2>/dev/null) || return 0
    [ -z "$group" ] || die "$what is in the resource group $group: $option $group"
}

# The same as change, up to a minute long: what was made a moment ago is not visible everywhere at once.
change_soon() {
    local end=$((SECONDS + 60))
    change "$@" && return
    while [ "$SECONDS" -lt "$end" ]; do
        echo '    not yet; trying again in 5 s'
        sleep 5
        if "$@"; then
            return
        fi
    done
    die "this failed for a minute: $(spelled "$@")"
}

# The value of $1 in config.env.
configured() {
    local line
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            "$1="*) printf '%s\n' "${line#*=}" ;;
        esac
    done <"$config"
}

# Sets $namespace and $container to what config.env says; both have to be there.
read_config() {
    [ -r "$config" ] || die "$config cannot be read"
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
        || die "the Azure CLI is $version; 2.47.0 or newer is needed (az upgrade)"
    subscription=$(ask az account show --query "join(' ', [name, id])" -o tsv)
    [ -n "$subscription" ] || die 'nobody is signed in (az login)'
}
