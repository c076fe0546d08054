// Layout 2: the state at the oldest kept change, so that every kept revision can be looked at again.

import type { Migration } from './migration.ts'

export const m0002: Migration = {
  version: 2,
  statements: [
    // Changes that are forgotten are folded into it.
    `create table base (
       place integer primary key,
       kind text not null,
       id text not null,
       body text not null,
       unique (kind, id)
     )`,
    // Where changes were forgotten before there was a base, history begins now.
    `insert into base (kind, id, body)
       select kind, id, body from res
       where exists (select 1 from meta where key = 'oldest' and value <> '0') order by place`,
    `insert into meta (key, value)
       select 'base', cast(coalesce(max(rev), 0) as text) from chg
       where exists (select 1 from meta where key = 'oldest' and value <> '0')
       having count(*) > 0`,
  ],
}
