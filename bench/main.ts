// `npm run bench [name…]`: runs the measurements, one after the other; without a name, all of them.
const BENCHES = [
  'start',
  'api',
  'scale',
  'toggle',
  'change',
  'store',
  'compile',
  'packets',
  'analysis',
  'answers',
  'import',
] as const

interface Bench {
  run(): Promise<void> | void
}

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const unknown = wanted.find((name) => !(BENCHES as readonly string[]).includes(name))
if (unknown !== undefined) {
  console.error(`no benchmark is called \`${unknown}\`: there are ${BENCHES.join(', ')}`)
  process.exit(2)
}
for (const name of wanted.length > 0 ? wanted : BENCHES) {
  const bench: Bench = await import(`./${name}.ts`)
  await bench.run()
}
