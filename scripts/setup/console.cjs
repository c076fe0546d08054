// Builds the web console when anything that goes into it has changed since the last build.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { runNode } = require('./processes.cjs')
const { root, say, readMark, writeMark, hashOf } = require('./repository.cjs')

const SOURCES = ['web/src', 'web/public', 'src/core']
const SINGLE = ['web/index.html', 'web/vite.config.ts', 'web/package.json', 'package-lock.json']
const MARK = 'console'

/** Gives the exit code; 0 at once when the last build is of these very sources. */
async function buildConsole(context) {
  const state = hashOf(SINGLE.concat(...SOURCES.map(filesIn)).sort())
  if (readMark(MARK) === state && fs.existsSync(path.join(root, 'web/dist/index.html'))) return 0
  say('building the console …')
  const begin = Date.now()
  const vite = ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn']
  const code = await runNode(context, vite, root)
  if (code !== 0) return code
  writeMark(MARK, state)
  say(`building the console: done in ${((Date.now() - begin) / 1000).toFixed(1)} s`)
  return 0
}

/** Tests do not go into the build. */
function filesIn(folder) {
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`
      return entry.isDirectory() ? filesIn(file) : [file]
    })
    .filter((file) => !file.includes('.test.'))
}

module.exports = { buildConsole }
