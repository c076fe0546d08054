#!/usr/bin/env bash
# Installs the package in a clean Debian 12 tree and uses it as an administrator would: server, join, bound interface, removal.
# usage: scripts/deb/test.sh package.deb   (root; debootstrap; the tree is kept in .cache/debian-12)
set -euo pipefail

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
package=$(realpath "$1")
cache=$root/.cache/debian-12

skip() { echo "skipped: $1"; exit 0; }
[ "$(id -u)" = 0 ] || skip 'needs root'
if [ ! -e "$cache/.complete" ]; then
  command -v debootstrap >/dev/null || skip 'debootstrap not found (apt-get install debootstrap)'
  rm -rf --one-file-system "$cache"
  mkdir -p "$cache"
  # What the package depends on comes along; systemd does not: it could not be process 1 in here anyway.
  debootstrap --variant=minbase --include=nftables,iproute2,conntrack,libstdc++6,iputils-ping bookworm "$cache" \
    "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >"$cache.log" 2>&1 || skip "debootstrap failed, see $cache.log"
  touch "$cache/.complete"
fi

if [ "${2:-}" != inside ]; then
  # A network, processes and mounts of its own. All mounts end with that namespace: nothing is unmounted by hand, and
  # what is removed is removed out here, where they never were.
  work=$(mktemp -d)
  code=0
  unshare --mount --net --pid --fork --kill-child "$0" "$package" inside "$work" || code=$?
  rm -rf --one-file-system "$work"
  exit "$code"
fi

work=$3
tree=$work/tree
mkdir "$tree" "$work/upper"
mount -t tmpfs tmpfs "$work/upper"
mkdir "$work/upper/data" "$work/upper/work"
mount -t overlay overlay -o "lowerdir=$cache,upperdir=$work/upper/data,workdir=$work/upper/work" "$tree"
mount -t proc proc "$tree/proc"
mount -t sysfs -o ro sysfs "$tree/sys"
mount -t tmpfs tmpfs "$tree/run"
# Devices of the tree's own: those of this machine are one and the same wherever they are mounted.
mount -t tmpfs -o mode=755 tmpfs "$tree/dev"
for device in 'null 3' 'zero 5' 'full 7' 'random 8' 'urandom 9'; do
  mknod -m 666 "$tree/dev/${device% *}" c 1 "${device#* }"
done
ip link set lo up

passed=0
step() { passed=$((passed + 1)); echo "✓ $1"; }
die() { echo "✗ $1"; exit 1; }
in_tree() { chroot "$tree" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "$@"; }
# What systemd would do with a unit, by hand: its command, user, environment and capabilities.
unit() {
  local file=$tree/lib/systemd/system/$1.service capabilities=-all name
  for name in $(sed -n 's/^AmbientCapabilities=//p' "$file"); do
    capabilities=$capabilities,+$(echo "${name#CAP_}" | tr '[:upper:]' '[:lower:]')
  done
  # shellcheck disable=SC2046
  chroot "$tree" setpriv --reuid=menshen --regid=menshen --clear-groups --no-new-privs \
    --inh-caps="$capabilities" --ambient-caps="$capabilities" --bounding-set="$capabilities" \
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin $(sed -n 's/^Environment=//p' "$file") \
    $(sed -n 's/^ExecStart=//p' "$file") >>"$work/$1.log" 2>&1 &
}
wait_for() {
  local what=$1
  shift
  for _ in $(seq 300); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  tail -5 "$work"/*.log
  die "$what: not within 30 s"
}
# Inside the guest: its only way out is the interface that the host has.
guest() { ip netns exec guest "$@"; }

cp "$package" "$tree/tmp/menshen.deb"
in_tree dpkg -i /tmp/menshen.deb >"$work/dpkg.log" 2>&1 || { cat "$work/dpkg.log"; die 'dpkg -i'; }
step 'installs on Debian 12 without anything else'
in_tree menshen --version >/dev/null || die 'menshen --version'
[ "$(stat -c '%a %U' "$tree/var/lib/menshen")" = "700 $(stat -c %U "$tree/var/lib/menshen")" ] || die 'mode of /var/lib/menshen'
in_tree getent passwd menshen >/dev/null || die 'no user menshen'
step 'has a command, a user and folders of its own'
if command -v systemd-analyze >/dev/null; then
  # The units they name are those of this machine, the programs those of the tree.
  complaints=$(systemd-analyze verify "$tree"/lib/systemd/system/menshen-{agent,server}.service 2>&1 |
    grep menshen | grep -v 'is not executable: No such file' || :)
  [ -z "$complaints" ] || die "units: $complaints"
  step 'units that systemd accepts'
fi

unit menshen-server
server=$!
wait_for 'the server' in_tree menshen status
cp "$root/scripts/deb/prepare.mjs" "$tree/tmp/prepare.mjs"
eni=$(in_tree /usr/lib/menshen/node /tmp/prepare.mjs) || die 'the server refuses what is asked of it'
token=$(in_tree menshen host token create 2>/dev/null)
in_tree menshen join 127.0.0.1 --token "$token" --name here >/dev/null || die 'menshen join'
[ "$(stat -c '%a' "$tree/var/lib/menshen/host.key")" = 600 ] || die 'mode of host.key'
step 'the server serves, the host joins over TLS'

unit menshen-agent
connected() { in_tree menshen host ls | grep -q '^here *connected'; }
wait_for 'the agent' connected
mount -t tmpfs tmpfs /run
ip netns add guest
ip link add vnet0 type veth peer name eth0 address 00:16:3e:00:00:05 netns guest
ip addr add 10.0.1.1/24 dev vnet0
ip link set vnet0 up
guest ip link set lo up
guest ip addr add 10.0.1.5/24 dev eth0
guest ip link set eth0 up
wait_for 'the link' ping -c1 -W1 10.0.1.5
step 'an unbound interface is left alone'
in_tree menshen port bind vnet0 --eni "$eni" --mac 00:16:3e:00:00:05 >/dev/null || die 'menshen port bind'
if ping -c1 -W1 10.0.1.5 >/dev/null; then die 'ping passes without a rule'; fi
step 'bound, it is filtered by an agent with CAP_NET_ADMIN and CAP_NET_RAW alone'
in_tree /usr/lib/menshen/node /tmp/prepare.mjs allow >/dev/null || die 'no rule added'
wait_for 'the rule' ping -c1 -W1 10.0.1.5
step 'a rule added on the server opens it'

kill -9 "$(cut -d' ' -f1 "$tree/var/lib/menshen/agent.pid")"
in_tree /usr/lib/menshen/node /tmp/prepare.mjs revoke >/dev/null
ping -c1 -W1 10.0.1.5 >/dev/null || die 'the rules went with the agent'
# What systemd does for prerm.
kill "$server" 2>/dev/null || :
wait "$server" 2>/dev/null || :
in_tree dpkg -r menshen >/dev/null 2>&1
nft list table inet menshen >/dev/null || die 'removal opened the host'
in_tree dpkg -P menshen >/dev/null 2>&1
if nft list table inet menshen >/dev/null 2>&1; then die 'purge left rules'; fi
if in_tree getent passwd menshen >/dev/null || [ -e "$tree/var/lib/menshen" ]; then die 'purge left a user or data'; fi
step 'removal opens nothing, purge leaves nothing'
echo "$passed passed, 0 failed, 0 skipped"
