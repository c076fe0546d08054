# Neutron's own iptables driver, without server and bus, in a network namespace that is not the given one:
# driver.py <forbidden namespace> <folder for locks>; a line of JSON in, a line with its seconds out.
import json
import os
import sys
import time

forbidden, folder = sys.argv[1:3]
if os.readlink("/proc/self/ns/net") == forbidden:
    sys.exit("this network is somebody else's")

from neutron import privileged
from neutron.conf.agent import common, securitygroups_rpc
from oslo_concurrency import lockutils  # noqa: F401  (registers lock_path)
from oslo_config import cfg

common.register_root_helper(cfg.CONF)
common.register_iptables_opts(cfg.CONF)
securitygroups_rpc.register_securitygroups_opts()
cfg.CONF([], project="neutron")
cfg.CONF.set_override("root_helper", "", group="AGENT")
cfg.CONF.set_override("lock_path", folder, group="oslo_concurrency")
privileged.default.set_client_mode(False)

from neutron.agent.linux.iptables_firewall import IptablesFirewallDriver

driver = IptablesFirewallDriver()
groups, members, ports = {}, {}, {}


def program(change):
    """What its agent does when it is told of a change: all ports that are concerned, then one application."""
    with driver.defer_apply():
        for name, rules in groups.items():
            driver.update_security_group_rules(name, rules)
        for name, addresses in members.items():
            driver.update_security_group_members(name, {"IPv4": [(one, None) for one in addresses]})
        for port in ports.values():
            change(port)


for line in sys.stdin:
    said = json.loads(line)
    groups.update(said.get("groups", {}))
    members.update(said.get("members", {}))
    start = time.monotonic()
    if "ports" in said:
        ports = said["ports"]
        program(driver.prepare_port_filter)
    else:
        kind, changed = ("sg_rule", "groups") if "groups" in said else ("sg_member", "members")
        driver.security_group_updated(kind, list(said[changed]))
        program(driver.update_port_filter)
    print(time.monotonic() - start, flush=True)
