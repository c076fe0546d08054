# Starts firewalld's own engine, without its bus, in a network namespace that is not the given one:
# firewalld.py <root> <configuration> <forbidden namespace>
import os
import sys

root, configuration, forbidden = sys.argv[1:4]
if os.readlink("/proc/self/ns/net") == forbidden:
    sys.exit("this network is somebody else's")
sys.path.insert(0, f"{root}/usr/lib/python3/dist-packages")

from firewall import config

config.set_default_config_paths(f"{root}/usr/lib/firewalld")
config.set_system_config_paths(configuration)

from firewall.core.fw import Firewall

firewall = Firewall()
firewall.start()
if firewall.get_state() != "RUNNING":
    sys.exit(f"firewalld is {firewall.get_state()}")
