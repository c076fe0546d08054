// `npm run bench [-- name…]`: runs the measurements, one after the other; without a name, all of them.
import { removeLeftovers } from './leftovers.ts'
import { untilTold } from './teardown.ts'

const BENCHES = {
  start: '`npm start` until ready, CPU time of commands, size of the bundle',
  api: 'CPU time of a signed, durable rule and of a page of groups; beside moto and ministack',
  scale: 'the same, start and memory with 10,000 groups, 200,000 rules and 20,000 interfaces',
  toggle: 'a rule added or removed → first packet with another fate',
  revoke:
    'a rule goes while 100,000 sessions live: until its session is silent, and what becomes of the others',
  replace: 'a whole policy replaced under 100,000 packets/s: how many are judged by neither or by a mix',
  change: 'one rule, one member, everything: from the state to the kernel',
  neutron: "one rule and one member by Neutron's driver for iptables, beside ours",
  member: 'one member of a group of 6,000: bytes to the agent, element operations, time to the kernel',
  boot: 'start of an agent → 1,000 interfaces with 200 rules each in force; beside bare nft',
  store: 'transactions per second; beside bare SQLite',
  compile: 'plan of one router with 1,000 rules on each interface',
  packets: 'price of a connection, a session, a packet; beside lists of rules and an ideal ruleset',
  analysis: 'verdicts in bulk, differences, reachability, shadowed rules',
  rivals:
    'the same differences and filters in a BDD core in Java and classifiers in C++, from fetched sources',
  answers: 'explain one packet, at rest, beside writes and beside heavy questions',
  scroll: 'frames of a group of 5,000 rules that scrolls in a browser; beside 200, and beside plain rows',
  import: 'import of a file of 200 rules',
} as const

interface Bench {
  run(): Promise<void> | void
}

const HELP = `usage: npm run bench [-- name…]

Without a name, all of them, one after the other.

${Object.entries(BENCHES)
  .map(([name, what]) => `  ${name.padEnd(10)} ${what}`)
  .join('\n')}`

const words = process.argv.slice(2)
if (words.some((word) => word === '--help' || word === '-h' || word === 'help')) {
  console.log(HELP)
  process.exit(0)
}
const unknown = words.find((word) => !Object.keys(BENCHES).includes(word))
if (unknown !== undefined) {
  console.error(`no benchmark is called \`${unknown}\`: there are ${Object.keys(BENCHES).join(', ')}`)
  process.exit(2)
}
removeLeftovers()
for (const name of words.length > 0 ? words : Object.keys(BENCHES)) {
  const bench: Bench = await import(`./${name}.ts`)
  await untilTold(() => bench.run())
}
