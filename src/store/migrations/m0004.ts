// Layout 4: resources without an index of ids, which nothing asks and which made each new one touch a page at random.

import type { Migration } from './migration.ts'

export const m0004: Migration = {
  version: 4,
  statements: [
    `create table placed (
       place integer primary key,
       kind text not null,
       id text not null,
       rev integer not null,
       body text not null
     )`,
    'insert into placed select place, kind, id, rev, body from res order by place',
    'drop table res',
    'alter table placed rename to res',
  ],
}
