// Other rulesets for the same traffic: none, the ideal one, and lists of rules that are walked through.

import { join } from 'node:path'
import { rootOrWord } from '../debianPackages.ts'
import { HELD_PORT, type PacketLab, SERVER, TCP_PORT, UDP_PORT } from './lab.ts'

export interface Ruleset {
  readonly name: string
  load(lab: PacketLab): void
}

export const nftRuleset = (name: string, text: string): Ruleset => ({
  name,
  load: (lab) => void lab.router(text === '' ? ':' : `nft -f - <<'END'\n${text}\nEND`),
})

const ESTABLISHED = 'ct state established,related accept\nct state invalid drop\n'
const forward = (rules: string, policy: 'accept' | 'drop', sets = ''): string =>
  `table inet peer {\n${sets}chain forward_ { type filter hook forward priority filter; policy ${policy};\n${rules}}\n}\n`

export const OPEN = [
  ['tcp', TCP_PORT],
  ['udp', UDP_PORT],
  ['udp', HELD_PORT],
] as const

export const none = nftRuleset('no firewall at all', '')
export const conntrackAlone = nftRuleset(
  'connection tracking alone',
  forward('ct state established,related accept\n', 'accept'),
)

/** Established sessions, then one lookup of address, protocol and port in a hash of a thousand. */
export const ideal = nftRuleset(
  'ideal: established, one lookup',
  forward(
    `${ESTABLISHED}ip daddr . meta l4proto . th dport @open accept\n`,
    'drop',
    `set open { type ipv4_addr . inet_proto . inet_service; elements = { ${[
      ...Array.from({ length: 997 }, (_, at) => `10.78.${at >> 8}.${at & 255} . tcp . 80`),
      ...OPEN.map(([protocol, port]) => `${SERVER.address} . ${protocol} . ${port}`),
    ].join(', ')} } }\n`,
  ),
)

/** Rules about UDP, every second one fails at the address, the others at the port; the last ones let the traffic in. */
export const listed = (
  count: number,
): readonly { readonly from: string; readonly protocol: string; readonly port: number }[] => [
  ...Array.from({ length: count - OPEN.length }, (_, at) =>
    at % 2 === 0
      ? { from: `172.${16 + ((at >> 8) & 15)}.${at & 255}.0/24`, protocol: 'udp', port: 1024 + (at % 7000) }
      : { from: '10.0.0.0/8', protocol: 'udp', port: 10_000 + at },
  ),
  ...OPEN.map(([protocol, port]) => ({ from: '10.0.0.0/8', protocol, port })),
]

export const linearNft = (count: number): Ruleset =>
  nftRuleset(
    `nft, ${count} rules in a list`,
    forward(
      ESTABLISHED +
        listed(count)
          .map(({ from, protocol, port }) => `ip saddr ${from} ${protocol} dport ${port} accept\n`)
          .join(''),
      'drop',
    ),
  )

/** As Neutron and many others program it: one rule of iptables per rule of the group. */
export function iptables(kind: 'nft' | 'legacy', count: number): Ruleset | undefined {
  const root = rootOrWord([
    'iptables',
    'libip4tc2',
    'libip6tc2',
    'libxtables12',
    'libnftnl11',
    'libnetfilter-conntrack3',
    'libnfnetlink0',
  ])
  if (root === undefined) return undefined
  const library = join(root, 'usr/lib/x86_64-linux-gnu')
  const environment = `LD_LIBRARY_PATH=${library} XTABLES_LIBDIR=${library}/xtables`
  const program = join(root, `usr/sbin/xtables-${kind}-multi`)
  const lines = [
    ...['*filter', ':FORWARD DROP [0:0]'],
    ...['ESTABLISHED,RELATED -j ACCEPT', 'INVALID -j DROP'].map(
      (rest) => `-A FORWARD -m conntrack --ctstate ${rest}`,
    ),
    ...listed(count).map(
      ({ from, protocol, port }) =>
        `-A FORWARD -s ${from} -p ${protocol} -m ${protocol} --dport ${port} -j ACCEPT`,
    ),
    'COMMIT',
  ]
  return {
    name: `iptables-${kind}, ${count} rules`,
    load: (lab) =>
      void lab.router(`${environment} ${program} iptables-restore <<'END'\n${lines.join('\n')}\nEND`),
  }
}
