// One step of the database's layout; steps are numbered from 1 without gaps and never change once released.

export interface Migration {
  readonly version: number
  readonly statements: readonly string[]
}
