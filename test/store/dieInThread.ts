// Preloaded into the storm: kills it from its checkpoint thread, before or after a statement of a checkpoint.

import { DatabaseSync } from 'node:sqlite'
import { isMainThread } from 'node:worker_threads'

const { DIE_AT: statement = '', DIE_AFTER: rounds = '1', DIE_WHEN: when } = process.env

if (!isMainThread) dieAt(Number(rounds))

function dieAt(round: number): void {
  let left = round
  const meets = (sql: string): boolean => sql.includes(statement) && --left === 0
  const die = (): void => {
    process.kill(process.pid, 'SIGKILL')
  }
  const { exec, prepare } = DatabaseSync.prototype
  DatabaseSync.prototype.exec = function (sql) {
    const isIt = meets(sql)
    if (isIt && when === 'before') die()
    exec.call(this, sql)
    if (isIt) die()
  }
  DatabaseSync.prototype.prepare = function (sql) {
    const prepared = prepare.call(this, sql)
    if (!meets(sql)) return prepared
    const { get } = prepared
    prepared.get = () => {
      if (when === 'before') die()
      Reflect.apply(get, prepared, [])
      die()
      return undefined
    }
    return prepared
  }
}
