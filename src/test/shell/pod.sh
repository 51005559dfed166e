#!/bin/sh
# Runs a program as a container of a restricted pod runs it: a root file system of its own, read-only
# to the last folder, user 10001 without any capability, and the volumes that a pod has.
#
#   unshare -m sh pod.sh ROOT JAVA_HOME APPLICATION TOKENS CA_FILE DATA TMP PROGRAM...
#
# ROOT is an empty folder, TOKENS the projected volume, DATA what is to be uploaded. TMP is "none"
# for no writable path at all or "emptyDir" for an emptyDir at /tmp.
# Ends with 97 when the kernel refuses a part of this.
set -u
root=$1 java=$2 application=$3 tokens=$4 ca=$5 data=$6 tmp=$7
shift 7

allowed() {
    "$@" || exit 97
}

# Puts the file or folder $1 at $2 in the new root, read-only.
put() {
    if [ -d "$1" ]; then mkdir -p "$root$2"; else mkdir -p "$root${2%/*}" && : >"$root$2"; fi
    allowed mount --bind "$1" "$root$2"
    allowed mount -o remount,bind,ro "$root$2"
}

allowed mount -t tmpfs -o mode=755 root "$root"
for system in /bin /sbin /lib /lib64 /lib32 /libx32; do
    if [ -L "$system" ]; then cp -P "$system" "$root$system"; elif [ -d "$system" ]; then put "$system" "$system"; fi
done
put /usr /usr
put /etc /etc
for device in null zero random urandom; do
    mkdir -p "$root/dev" && : >"$root/dev/$device"
    allowed mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/proc" "$root/sys"
allowed mount --rbind /proc "$root/proc"
allowed mount --rbind /sys "$root/sys"
put "$java" /opt/java
put "$application" /opt/blobdrop
put "$tokens" /var/run/secrets/azure/wi/token
put "$ca" /opt/ca/ca.pem
put "$data" /data
mkdir "$root/tmp"
if [ "$tmp" = emptyDir ]; then allowed mount -t tmpfs -o mode=1777 emptydir "$root/tmp"; fi
allowed mount -o remount,ro "$root"

exec chroot "$root" setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs \
    --inh-caps=-all --ambient-caps=-all --bounding-set=-all "$@"
