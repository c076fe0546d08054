// Bundles the command and the processes it starts into dist/, for installing without a checkout.
import { dirname, join, relative } from 'node:path'
import { defineConfig, type Plugin } from 'rolldown'

const ENTRIES: Readonly<Record<string, string>> = {
  menshen: 'src/cli/main.ts',
  'menshen-agent': 'src/agent/main.ts',
  'menshen-probe': 'src/agent/probeMain.ts',
  'menshen-responder': 'src/agent/responderMain.ts',
  'menshen-thread': 'src/server/analysis/threadMain.ts',
  'menshen-checkpoints': 'src/store/checkpointThread.ts',
}

// `new URL('./main.ts', import.meta.url)` names a file to start as a process; in dist/ it lies flat under another name.
const STARTED = /new URL\(\s*'(\.[^']+\.ts)',\s*import\.meta\.url/g

const startedFiles: Plugin = {
  name: 'started-files',
  transform(code, id) {
    const entryOf = (specifier: string): string => {
      const file = relative(import.meta.dirname, join(dirname(id), specifier))
      const entry = Object.keys(ENTRIES).find((name) => ENTRIES[name] === file)
      return entry ?? this.error(`${file} is started as a process: add it to ENTRIES in rolldown.config.ts`)
    }
    return code.replace(
      STARTED,
      (_, specifier: string) => `new URL('./${entryOf(specifier)}.js', import.meta.url`,
    )
  },
}

export default defineConfig({
  input: ENTRIES,
  platform: 'node',
  plugins: [startedFiles],
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    // Stack traces must stay readable; only blanks and comments go.
    minify: { mangle: false, compress: false, codegen: { removeWhitespace: true } },
  },
})
