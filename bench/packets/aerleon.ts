// What aerleon (fetched with pip) makes of the listed rules: a chain and a jump for each.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newFolder } from '../leftovers.ts'
import { installed } from '../peers.ts'
import { listed, nftRuleset, type Ruleset } from './peers.ts'

/** Undefined, and said so, when it cannot be had here. */
export function aerleon(count: number): Ruleset | undefined {
  const program = installed({
    name: 'aerleon',
    version: '1.18.0',
    requirement: 'aerleon==1.18.0',
    program: 'aclgen',
  })
  if (program === undefined) return undefined
  const folder = newFolder()
  try {
    return nftRuleset(`aerleon 1.18.0, ${count} rules`, generated(program, folder, count))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function generated(program: string, folder: string, count: number): string {
  const [base, definitions, output] = ['policies', 'definitions', 'output'].map((name) => join(folder, name))
  for (const each of [join(base ?? '', 'pol'), definitions, output])
    mkdirSync(each ?? '', { recursive: true })
  const rules = listed(count)
  const networks = rules.map(({ from }, at) => `  NET${at}: { values: [ { address: ${from} } ] }`)
  const services = rules.map(
    ({ protocol, port }, at) => `  PORT${at}: [ { protocol: ${protocol}, port: ${port} } ]`,
  )
  writeFileSync(
    join(definitions ?? '', 'all.yaml'),
    ['networks:', ...networks, 'services:', ...services, ''].join('\n'),
  )
  const terms = rules.map(
    ({ protocol }, at) =>
      `  - { name: rule${at}, source-address: NET${at}, destination-port: PORT${at}, protocol: ${protocol}, action: accept }`,
  )
  const header = ['filters:', '- header:', '    targets: { nftables: inet input }', '  terms:']
  writeFileSync(join(base ?? '', 'pol/bench.yaml'), [...header, ...terms, ''].join('\n'))
  const words = [
    '--base_directory',
    base,
    '--definitions_directory',
    definitions,
    '--output_directory',
    output,
  ]
  const { status, stderr } = spawnSync(program, words as string[], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`aclgen: ${stderr.slice(-400)}`)
  // It knows input and output only.
  return readFileSync(join(output ?? '', 'bench.nft'), 'utf8').replace('hook input', 'hook forward')
}
