// Groups of many rules, and what the browser draws while somebody turns the wheel through them.

import type { Locator, Page } from 'playwright-core'
import type { TestServer } from '../sdk/server.ts'

/** One call makes as many: each port with each peer. */
const PORTS_PER_CALL = 100
const PEERS_PER_CALL = 10

/** A group without members and so many rules, a multiple of a hundred. */
export async function groupOf(server: TestServer, rules: number): Promise<string> {
  await server.api('PUT', '/quotas/rulesPerEni', { maximum: 5_000 })
  const made = await server.api('POST', '/groups', { region: 'cn-hangzhou', name: `rules-${rules}` })
  const { id } = made.group as { readonly id: string }
  for (let done = 0; done < rules; ) {
    const first = 1 + done
    const left = rules - done
    const ports = Math.min(PORTS_PER_CALL, left / PEERS_PER_CALL)
    // Every other port, so that each stays a rule of its own.
    const list = Array.from({ length: ports }, (_, place) => first + 2 * place)
    const peers = Array.from({ length: PEERS_PER_CALL }, (_, place) => `10.${first % 200}.${place}.0/24`)
    const services = `tcp/${list.join(',')}`
    await server.api('POST', `/groups/${id}/rules`, { direction: 'ingress', services, peers })
    done += ports * PEERS_PER_CALL
  }
  return id
}

/** As many rows of the same words, without a framework: what the browser itself can do. */
export const plainRows = (rows: number): string => {
  const cell = (text: string, width: number) =>
    `<div style="flex:0 0 ${width}px;padding:8px;box-sizing:border-box;overflow:hidden">${text}</div>`
  const row = (place: number) =>
    `<div class="row" style="display:flex;border-bottom:1px solid #ddd">${[
      ...[cell('<input type="checkbox">', 44), cell('允许', 96), cell('1', 84), cell(`tcp/${place}`, 140)],
      ...[cell(`10.${place % 200}.0.0/24`, 190), cell('0<br>从未', 105), cell('', 120), cell('', 150)],
      ...[cell('2026-11-27 18:03:12', 150), cell('<button>编辑</button>'.repeat(3), 210)],
    ].join('')}</div>`
  const all = Array.from({ length: rows }, (_, place) => row(place)).join('')
  return `<!doctype html><meta charset="utf-8"><style>body{font:14px/22px system-ui}</style><div style="height:560px;overflow:auto" id="rows">${all}</div>`
}

export interface Scrolled {
  /** Milliseconds of each frame while it scrolled. */
  readonly frames: readonly number[]
  /** The most rows that stood in the page at once. */
  readonly rows: number
}

const RECORD = `
  window.scrolled = { frames: [], rows: 0, goesOn: true };
  let before = performance.now();
  requestAnimationFrame(function look(now) {
    scrolled.frames.push(now - before);
    before = now;
    scrolled.rows = Math.max(scrolled.rows, document.getElementsByClassName('long-row').length);
    if (scrolled.goesOn) requestAnimationFrame(look);
  });
  undefined`

/** A little more than a screen each second: as fast as one can still see what goes by. */
const SPEED_PX = 1_600

/** Turns the wheel over a list: so many pixels down, evenly, as the browser itself makes such gestures. */
export async function scrollDown(page: Page, list: Locator, pixels: number): Promise<Scrolled> {
  const box = await list.boundingBox()
  if (box === null) throw new Error('there is no list to scroll')
  const session = await page.context().newCDPSession(page)
  await page.evaluate(RECORD)
  await session.send('Input.synthesizeScrollGesture', {
    ...{ x: box.x + box.width / 3, y: box.y + Math.min(200, box.height / 2), yDistance: -pixels },
    ...{ speed: SPEED_PX, gestureSourceType: 'mouse', preventFling: true },
  })
  const scrolled = (await page.evaluate('(scrolled.goesOn = false, scrolled)')) as Scrolled
  await session.detach()
  // The first is from before the gesture.
  return { ...scrolled, frames: scrolled.frames.slice(1) }
}

/** Whether there is a row at the top, in the middle and at the bottom of the list. */
export const isFilled = (list: Locator): Promise<boolean> =>
  list.evaluate((box) => {
    const { left, top, width, height } = box.getBoundingClientRect()
    const at = (share: number) => box.ownerDocument.elementFromPoint(left + width / 3, top + height * share)
    return [0.15, 0.5, 0.92].every((share) => (at(share)?.closest('.long-row') ?? null) !== null)
  })
