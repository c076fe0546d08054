// A group of many rules, and what the browser draws while somebody turns the wheel through them.

import type { Page } from 'playwright-core'
import type { TestServer } from '../sdk/server.ts'

/** One call makes as many: each port with each peer. */
const PORTS_PER_CALL = 100
const PEERS_PER_CALL = 10

/** A group without members and so many rules, a multiple of a thousand. */
export async function groupOf(server: TestServer, rules: number): Promise<string> {
  await server.api('PUT', '/quotas/rulesPerEni', { maximum: rules })
  const made = await server.api('POST', '/groups', { region: 'cn-hangzhou', name: `rules-${rules}` })
  const { id } = made.group as { readonly id: string }
  for (let done = 0; done < rules; done += PORTS_PER_CALL * PEERS_PER_CALL) {
    const first = 1 + done
    // Every other port, so that each stays a rule of its own.
    const ports = Array.from({ length: PORTS_PER_CALL }, (_, place) => first + 2 * place)
    const peers = Array.from({ length: PEERS_PER_CALL }, (_, place) => `10.${first % 200}.${place}.0/24`)
    const services = `tcp/${ports.join(',')}`
    await server.api('POST', `/groups/${id}/rules`, { direction: 'ingress', services, peers })
  }
  return id
}

export interface Scrolled {
  /** Milliseconds of each frame while the wheel turned. */
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
    scrolled.rows = Math.max(scrolled.rows, document.querySelectorAll('.ant-table-row').length);
    if (scrolled.goesOn) requestAnimationFrame(look);
  });
  undefined`

/** Turns the wheel over the table as often as that, a third of a screen each time. */
export async function scrollThrough(page: Page, turns: number): Promise<Scrolled> {
  const row = page.locator('.ant-table-row').first()
  await row.hover()
  await page.evaluate(RECORD)
  for (let turn = 0; turn < turns; turn++) await page.mouse.wheel(0, 300)
  return page.evaluate('(scrolled.goesOn = false, scrolled)') as Promise<Scrolled>
}
