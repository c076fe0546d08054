// One set-up at a time: a lock file that holds the process id of its owner.
'use strict'

const fs = require('node:fs')
const path = require('node:path')
const { marks, say } = require('./repository.cjs')

const lock = path.join(marks, 'lock')
const OLD_MS = 20 * 60 * 1000
const SPEAK_AFTER_MS = 2000

function withLock(work) {
  fs.mkdirSync(marks, { recursive: true })
  acquire()
  process.on('exit', release)
  try {
    work()
  } finally {
    process.removeListener('exit', release)
    release()
  }
}

function acquire() {
  const begin = Date.now()
  let spoken = false
  while (!tryToTake()) {
    const owner = readOwner()
    if (owner === undefined) continue
    if (owner.stale) {
      removeStale(owner)
      continue
    }
    if (!spoken && Date.now() - begin > SPEAK_AFTER_MS) {
      say(`waiting for another set-up in this folder to finish (process ${owner.pid}) …`)
      spoken = true
    }
    sleep(150)
  }
}

/** A hard link appears with its content or not at all, so nobody ever reads a half-written lock. */
function tryToTake() {
  const own = `${lock}.${process.pid}`
  fs.writeFileSync(own, String(process.pid))
  try {
    fs.linkSync(own, lock)
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  } finally {
    fs.unlinkSync(own)
  }
}

function readOwner() {
  try {
    const pid = Number(fs.readFileSync(lock, 'utf8'))
    return { pid, stale: !isAlive(pid) || Date.now() - fs.statSync(lock).mtimeMs > OLD_MS }
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Two waiters may find the same stale lock: the renamed file is looked at again before it is thrown away. */
function removeStale(owner) {
  const moved = `${lock}.stale.${process.pid}`
  try {
    fs.renameSync(lock, moved)
    if (Number(fs.readFileSync(moved, 'utf8')) !== owner.pid) fs.linkSync(moved, lock)
    fs.unlinkSync(moved)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  }
}

function release() {
  const owner = readOwner()
  if (owner !== undefined && owner.pid === process.pid) fs.rmSync(lock, { force: true })
}

function isAlive(pid) {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

module.exports = { withLock }
