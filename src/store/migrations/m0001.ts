// Layout 1: resources as JSON in the order of first appearance, the change log, and facts about the store itself.

import type { Migration } from './migration.ts'

export const m0001: Migration = {
  version: 1,
  statements: [
    // `place` is the order of first appearance: a scan by it gives back every order that there was.
    // (`integer primary key` is the row's own number in SQLite; PostgreSQL wants `bigint` in its stead.)
    `create table res (
       place integer primary key,
       kind text not null,
       id text not null,
       rev integer not null,
       body text not null,
       unique (kind, id)
     )`,
    // One row per revision; `writes` is the JSON of the change's writes.
    'create table chg (rev integer primary key, writes text not null)',
    'create table meta (key text not null primary key, value text not null)',
  ],
}
