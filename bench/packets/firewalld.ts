// firewalld from Debian's packages, started in the router's namespace: zones, a policy between them, and a set of addresses.
import { existsSync, mkdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rootOrWord } from '../debianPackages.ts'
import { newFolder } from '../leftovers.ts'
import { CLIENT_ADDRESSES, type PacketLab, SERVER_PORT } from './lab.ts'
import { OPEN, type Ruleset } from './peers.ts'

const PYTHON = '/usr/bin/python3'
const START = fileURLToPath(new URL('firewalld.py', import.meta.url))

/** Undefined, and said so, when it cannot be had here. */
export function firewalld(entries: number): Ruleset | undefined {
  if (!existsSync(PYTHON)) return void console.log(`firewalld needs ${PYTHON}, which is missing: left out`)
  const root = rootOrWord(['firewalld', 'python3-firewall', 'python3-nftables'])
  if (root === undefined) return undefined
  return { name: `firewalld, a set of ${entries}`, load: (lab) => start(lab, root, entries) }
}

function start(lab: PacketLab, root: string, entries: number): void {
  const folder = newFolder()
  try {
    configure(folder, root, entries)
    const here = readlinkSync('/proc/self/ns/net')
    lab.router(`PYTHONDONTWRITEBYTECODE=1 ${PYTHON} ${START} ${root} ${folder} '${here}'`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Members of the set reach the lab's ports behind the server's interface; nobody reaches anything else. */
function configure(folder: string, root: string, entries: number): void {
  for (const kind of ['ipsets', 'zones', 'policies']) mkdirSync(join(folder, kind))
  const own = readFileSync(join(root, 'etc/firewalld/firewalld.conf'), 'utf8')
  writeFileSync(join(folder, 'firewalld.conf'), own.replace(/^DefaultZone=.*/m, 'DefaultZone=drop'))
  const write = (path: string, text: string): void =>
    writeFileSync(join(folder, path), `<?xml version="1.0" encoding="utf-8"?>\n${text}\n`)
  const addresses = Array.from({ length: entries }, (_, at) => `<entry>${addressAt(at, entries)}</entry>`)
  const family = '<option name="family" value="inet"/>'
  write('ipsets/members.xml', `<ipset type="hash:ip">${family}${addresses.join('')}</ipset>`)
  write('zones/members.xml', '<zone target="DROP"><source ipset="members"/></zone>')
  write('zones/servers.xml', `<zone target="DROP"><interface name="${SERVER_PORT}"/></zone>`)
  const zones = '<ingress-zone name="members"/><egress-zone name="servers"/>'
  const ports = OPEN.map(([protocol, port]) => `<port protocol="${protocol}" port="${port}"/>`)
  write('policies/open.xml', `<policy target="DROP">${zones}${ports.join('')}</policy>`)
}

/** The client's own ones at the end. */
function addressAt(at: number, entries: number): string {
  const others = entries - CLIENT_ADDRESSES
  return at < others ? `10.64.${at >> 8}.${at & 255}` : `10.0.9.${2 + at - others}`
}
