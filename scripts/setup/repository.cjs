// Where things lie in the repository, how we speak to the user, and the small marks that say what has been set up.
'use strict'

const crypto = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

const root = path.resolve(__dirname, '..', '..')
const marks = path.join(root, '.cache', 'menshen-setup')

// Progress goes to stderr: stdout belongs to the command that runs afterwards.
function say(message) {
  process.stderr.write(`• ${message}\n`)
}

function fail(message, remedy) {
  process.stderr.write(`✗ ${message}\n${remedy ? `  remedy: ${remedy}\n` : ''}`)
  process.exit(1)
}

function timed(label, work) {
  const begin = Date.now()
  say(`${label} …`)
  work()
  say(`${label}: done in ${((Date.now() - begin) / 1000).toFixed(1)} s`)
}

/** A mark remembers for which state of the inputs a step was last done. */
function readMark(name) {
  try {
    return fs.readFileSync(path.join(marks, name), 'utf8')
  } catch {
    return ''
  }
}

function writeMark(name, value) {
  fs.mkdirSync(marks, { recursive: true })
  fs.writeFileSync(path.join(marks, name), value)
}

function removeMark(name) {
  fs.rmSync(path.join(marks, name), { force: true })
}

function hashOf(files) {
  const hash = crypto.createHash('sha256')
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(fs.readFileSync(path.join(root, file)))
  return `${hash.digest('hex').slice(0, 32)} ${process.platform}-${process.arch}`
}

function findProgram(name) {
  const folders = (process.env.PATH || '').split(path.delimiter).concat(['/usr/sbin', '/sbin'])
  return folders.map((folder) => path.join(folder, name)).find(isExecutable)
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK)
    return fs.statSync(file).isFile()
  } catch {
    return false
  }
}

module.exports = { root, marks, say, fail, timed, readMark, writeMark, removeMark, hashOf, findProgram }
